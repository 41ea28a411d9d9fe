import { describeConversations } from './support/conversations.ts';
import { startDesktop } from './support/stage.ts';

describeConversations('the desktop app', startDesktop);
