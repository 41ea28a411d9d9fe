/** The cards of the first run in their order, and where each applies: a browser has no tray. */
const STEPS = ['welcome', 'microphone', 'sound', 'answers', 'key', 'trial', 'home'] as const;
const DESKTOP_ONLY: readonly Step[] = ['home'];

export type Step = (typeof STEPS)[number];

/**
 * Where a person is in the first run.
 *
 *   welcome ⇄ microphone ⇄ sound ⇄ answers ⇄ key ⇄ trial ⇄ home ──next──▶ done
 *      ▲           └──────────────── skip, from any ──────────────────────▶ │
 *      └──────────────────────────── replay ───────────────────────────────┘
 */
export type FirstRun = { readonly kind: 'at'; readonly step: Step } | { readonly kind: 'done' };
export type FirstRunEvent = 'next' | 'back' | 'skip' | 'replay';

/** Raised when a card is added, goes, or comes to mean something else. */
const VERSION = 1;
const DONE: FirstRun = { kind: 'done' };

/** What the settings hold once it is over: the same in every version. */
export const FIRST_RUN_DONE = 'done';
/** What they hold from then on where nothing was stored yet, neither settings nor conversations. */
export const FIRST_RUN_BEGINS = stored({ kind: 'at', step: STEPS[0] });

export function stepsOf(host: 'electron' | 'web'): readonly Step[] {
  return host === 'electron' ? STEPS : STEPS.filter((step) => !DESKTOP_ONLY.includes(step));
}

/**
 * Reads what `stored` wrote. A step of another version, or one nobody knows, begins anew: the cards see by themselves what was
 * done already. One that does not apply here goes on with the next that does.
 */
export function readFirstRun(text: string, steps: readonly Step[]): FirstRun {
  if (text === FIRST_RUN_DONE) return DONE;
  const known = STEPS.findIndex((step) => text === stored({ kind: 'at', step }));
  if (known === -1) return at(steps[0]);
  return at(STEPS.slice(known).find((step) => steps.includes(step)));
}

/** As the settings hold it, e.g. `sound@1`. */
export function stored(state: FirstRun): string {
  return state.kind === 'done' ? FIRST_RUN_DONE : `${state.step}@${VERSION}`;
}

/** What the event leads to among these steps. */
export function moveFirstRun(state: FirstRun, event: FirstRunEvent, steps: readonly Step[]): FirstRun {
  if (event === 'skip') return DONE;
  if (event === 'replay') return at(steps[0]);
  if (state.kind === 'done') return state;
  const index = steps.indexOf(state.step);
  return at(steps[event === 'next' ? index + 1 : Math.max(0, index - 1)]);
}

function at(step: Step | undefined): FirstRun {
  return step === undefined ? DONE : { kind: 'at', step };
}
