import { describeConversations } from './support/conversations.ts';
import { startWeb } from './support/stage.ts';

describeConversations('a browser', startWeb);
