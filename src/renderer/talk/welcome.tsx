export type WelcomeProps = { readonly onAsk: (text: string) => void };

/** Things to say that every Hark can do without a key or a network. */
const EXAMPLES = [
  'What time is it?',
  'Set a timer for five minutes',
  'What is seventeen times twenty three?',
  'What can you do?',
] as const;

/** Stands where the conversation will be, and says how to begin. */
export function Welcome({ onAsk }: WelcomeProps) {
  return (
    <div className="welcome">
      <h2>Hold the button, ask, let go.</h2>
      <p>Space works too. Or try one of these:</p>
      <ul>
        {EXAMPLES.map((text) => (
          <li key={text}>
            <button type="button" className="button" onClick={() => onAsk(text)}>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
