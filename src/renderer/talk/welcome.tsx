import { useWords } from '../words.tsx';

export type WelcomeProps = { readonly onAsk: (text: string) => void };

/** Things to say that every Hark can do without a key or a network, in the language that it then understands. */
const EXAMPLES = [
  'What time is it?',
  'Set a timer for five minutes',
  'What is seventeen times twenty three?',
  'What can you do?',
] as const;

/** Stands where the conversation will be, and says how to begin. */
export function Welcome({ onAsk }: WelcomeProps) {
  const { t } = useWords();
  return (
    <div className="welcome">
      <h2>{t('talk:welcome')}</h2>
      <p>{t('talk:welcomeHint')}</p>
      <ul>
        {EXAMPLES.map((text) => (
          <li key={text} lang="en">
            <button type="button" className="button" onClick={() => onAsk(text)}>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
