import { useEffect, useId, useRef } from 'react';
import { type FirstRunEvent, moveFirstRun, type Step, stepsOf, stored } from '#shared/settings/first-run.ts';
import type { SettingsContext } from '../settings/row.ts';
import { Icon } from '../ui/icon.tsx';
import markUrl from '../ui/mark.svg';
import { useWords } from '../words.tsx';
import { CARDS } from './cards.ts';
import './first-run.css';

export type FirstRunViewProps = {
  readonly context: SettingsContext;
  readonly step: Step;
  readonly onSettings: () => void;
};

/** The first run, one card at a time. Where it is stands in the settings, so that it goes on there after anything. */
export function FirstRunView({ context, step, onSettings }: FirstRunViewProps) {
  const { t } = useWords();
  const titleId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const { icon, title, lead, Body, next } = CARDS[step];
  const steps = stepsOf(context.host);
  const move = (event: FirstRunEvent): void => {
    const moved = moveFirstRun({ kind: 'at', step }, event, steps);
    void context.actions.updateSettings({ firstRun: { step: stored(moved) } });
  };
  const onward = next(context);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step has a heading of its own.
  useEffect(() => heading.current?.focus(), [step]);
  return (
    <main className="first-run" aria-labelledby={titleId}>
      <header className="first-run-top">
        <img src={markUrl} alt="" width="28" height="28" />
        <strong>Hark</strong>
        <button type="button" className="button" data-kind="quiet" onClick={onSettings}>
          {t('firstRun:settings')}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={() => move('skip')}>
          {t('firstRun:skip')}
        </button>
      </header>
      <section className="first-run-card" key={step} data-step={step}>
        <span className="first-run-picture">
          <Icon name={icon} />
        </span>
        <h1 id={titleId} ref={heading} tabIndex={-1}>
          {t(title)}
        </h1>
        <p className="first-run-lead">{t(lead(context))}</p>
        <div className="first-run-body">
          <Body context={context} />
        </div>
        <footer className="first-run-foot">
          <button
            type="button"
            className="button"
            data-kind="quiet"
            disabled={step === steps[0]}
            onClick={() => move('back')}
          >
            {t('firstRun:back')}
          </button>
          <Progress steps={steps} step={step} />
          <button
            type="button"
            className="button"
            data-kind={onward === 'firstRun:later' ? undefined : 'primary'}
            onClick={() => move('next')}
          >
            {t(onward)}
          </button>
        </footer>
      </section>
    </main>
  );
}

function Progress({ steps, step }: { readonly steps: readonly Step[]; readonly step: Step }) {
  const { t } = useWords();
  const at = steps.indexOf(step);
  return (
    <p className="first-run-progress">
      <span className="visually-hidden">{t('firstRun:progress', { step: at + 1, steps: steps.length })}</span>
      {steps.map((each, index) => (
        <span
          key={each}
          className="first-run-dot"
          data-is={index < at ? 'past' : index === at ? 'now' : 'ahead'}
        />
      ))}
    </p>
  );
}
