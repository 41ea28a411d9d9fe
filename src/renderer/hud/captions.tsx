import { useLayoutEffect, useRef } from 'react';
import type { HeardPart, TranscriptLine } from '#shared/bridge/state.ts';

export type CaptionsProps = {
  readonly user: TranscriptLine | undefined;
  readonly answer: TranscriptLine | undefined;
  /** What of the answer has left the loudspeaker. */
  readonly heard: HeardPart | null;
};

/**
 * Both sides as they talk. Of an answer, what was really played stands out from what is still to come, and the line that is
 * being said stays in sight. Not announced: the state word is, and a caption that is read aloud would talk over the voice.
 */
export function Captions({ user, answer, heard }: CaptionsProps) {
  const place = useRef<HTMLElement>(null);
  const length = answer?.id === heard?.lineId ? (heard?.length ?? 0) : 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was heard is what moves the words.
  useLayoutEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, [answer, length]);
  if (user === undefined && answer === undefined) return null;
  return (
    <div className="hud-captions">
      {user !== undefined && (
        <p className="hud-said" data-status={user.status}>
          {user.text}
        </p>
      )}
      {answer !== undefined && (
        <p className="hud-answer" data-status={answer.status}>
          <span className="hud-heard">{answer.text.slice(0, length)}</span>
          <span ref={place} />
          <span className="hud-coming">{answer.text.slice(length)}</span>
        </p>
      )}
    </div>
  );
}
