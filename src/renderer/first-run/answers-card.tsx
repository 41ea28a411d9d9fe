import { useId, useState } from 'react';
import { KeyPart } from '../settings/parts/key-part.tsx';
import { TestPart } from '../settings/parts/test-part.tsx';
import { useWords } from '../words.tsx';
import type { CardProps } from './card.ts';

/** Who answers: this computer, which works at once, or OpenAI, which needs a key. */
export function AnswersCard({ context }: CardProps) {
  const { t } = useWords();
  const id = useId();
  const { snapshot, actions } = context;
  const { provider, key } = snapshot.endpoint;
  const hasKey = key !== 'none';
  // Somebody else answers where the program was started with another server.
  const [wanted, setWanted] = useState(provider);
  const choose = (remote: boolean): void => {
    setWanted(remote ? 'openai' : 'engine');
    // `auto` is OpenAI as soon as there is a key, and until then something that works.
    const kind = remote || !hasKey ? 'auto' : 'engine';
    if (snapshot.settings.endpoint.kind !== kind) void actions.updateSettings({ endpoint: { kind } });
  };
  return (
    <fieldset className="first-run-choices">
      <legend className="visually-hidden">{t('firstRun:answers')}</legend>
      <label className="first-run-choice">
        <input type="radio" name={id} checked={wanted === 'engine'} onChange={() => choose(false)} />
        <span>
          <strong>{t('answers:kindEngine')}</strong>
          <em>{t('firstRun:worksNow')}</em>
        </span>
        <small>{t('firstRun:answersHere')}</small>
      </label>
      <label className="first-run-choice">
        <input type="radio" name={id} checked={wanted === 'openai'} onChange={() => choose(true)} />
        <span>
          <strong>{t('answers:kindOpenai')}</strong>
          <em>{t('firstRun:needsKey')}</em>
        </span>
        <small>{t('firstRun:answersOpenai')}</small>
      </label>
      {wanted === 'openai' && (
        <div className="first-run-field">
          <label htmlFor={`${id}-key`}>{t('answers:key')}</label>
          <KeyPart context={context} id={`${id}-key`} describedBy={`${id}-key-help`} />
          <p id={`${id}-key-help`}>{t('answers:keyHelp')}</p>
          {hasKey && <TestPart context={context} id={`${id}-test`} describedBy={`${id}-key-help`} />}
        </div>
      )}
    </fieldset>
  );
}
