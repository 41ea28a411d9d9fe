import { memo } from 'react';
import type { ToolActivity } from '#shared/bridge/state.ts';
import { Icon, type IconName } from '../ui/icon.tsx';

const LOOKS: Readonly<Record<ToolActivity['status'], { readonly icon: IconName; readonly word: string }>> = {
  waiting: { icon: 'question', word: 'waits for your answer' },
  running: { icon: 'tool', word: 'running' },
  done: { icon: 'check', word: 'done' },
  failed: { icon: 'alert', word: 'failed' },
  denied: { icon: 'close', word: 'not allowed' },
};

/** One thing a tool did, in one line. */
export const ActivityRow = memo(function ActivityRow({ activity }: { readonly activity: ToolActivity }) {
  const { icon, word } = LOOKS[activity.status];
  return (
    <li className="activity" data-status={activity.status}>
      <Icon name={icon} />
      <span className="activity-label">{activity.label}</span>
      <span className="activity-status">{word}</span>
      {activity.detail !== '' && <span className="activity-detail">{activity.detail}</span>}
    </li>
  );
});
