import { memo } from 'react';
import type { ToolActivity } from '#shared/bridge/state.ts';
import type { PlainKey } from '#shared/i18n/words.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { useWords } from '../words.tsx';

const LOOKS: Readonly<Record<ToolActivity['status'], { readonly icon: IconName; readonly word: PlainKey }>> =
  {
    waiting: { icon: 'question', word: 'talk:toolWaiting' },
    running: { icon: 'tool', word: 'talk:toolRunning' },
    done: { icon: 'check', word: 'talk:toolDone' },
    failed: { icon: 'alert', word: 'talk:toolFailed' },
    denied: { icon: 'close', word: 'talk:toolDenied' },
  };

/** One thing a tool did, in one line. */
export const ActivityRow = memo(function ActivityRow({ activity }: { readonly activity: ToolActivity }) {
  const { t, ofCore } = useWords();
  const { icon, word } = LOOKS[activity.status];
  return (
    <li className="activity" data-status={activity.status}>
      <Icon name={icon} />
      <span className="activity-label">{ofCore(activity.label)}</span>
      <span className="activity-status">{t(word)}</span>
      {activity.detail !== '' && <span className="activity-detail">{ofCore(activity.detail)}</span>}
    </li>
  );
});
