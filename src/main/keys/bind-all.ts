import { KEY_PROVIDERS, type KeyProviderRow } from '#core/hotkeys/key-providers.ts';
import { type HotkeyView, type HotkeyViews, NO_HOTKEY, NO_HOTKEYS } from '#shared/bridge/state.ts';
import type { HotkeyAction } from '#shared/hotkeys/actions.ts';
import { alternativesTo } from '#shared/hotkeys/alternatives.ts';
import { takenBesides } from '#shared/hotkeys/rules.ts';
import { type Bindings, type KeyStart, refuseAll } from './key-provider.ts';

export type BindAllParts = {
  readonly platform: NodeJS.Platform;
  /** Whether other accelerators may be tried where the wanted one is taken. */
  readonly mayFallBack: boolean;
  /** Why a provider is not even tried. */
  readonly obstacle: (row: KeyProviderRow) => string | undefined;
  readonly start: (row: KeyProviderRow, bindings: Bindings) => Promise<KeyStart>;
};

/** A provider that hears something, and what it was asked for. */
export type ActiveProvider = KeyStart & { readonly row: KeyProviderRow; readonly bindings: Bindings };

export type Bound = { readonly views: HotkeyViews; readonly active: readonly ActiveProvider[] };

/** So many other accelerators are tried for one that is taken. */
const MAX_FALLBACKS = 6;

/**
 * Lets each action be heard by the first provider that hears it, and tells why those before it do not. What nobody hears is
 * tried with other accelerators; the settings keep the wanted one.
 */
export async function bindAll(wishes: Bindings, parts: BindAllParts): Promise<Bound> {
  let bound = nothingBound(wishes);
  for (const row of KEY_PROVIDERS) {
    const served = new Map([...unheard(bound.views)].filter(([action]) => row.serves(action)));
    if (served.size > 0) bound = await tryProvider(bound, row, served, parts);
  }
  if (!parts.mayFallBack) return bound;
  for (const [action, wanted] of unheard(bound.views)) {
    bound = await tryFallbacks(
      bound,
      action,
      fallbacksFor(action, wanted, bound.views, parts.platform),
      parts,
    );
  }
  return bound;
}

/** Starts those anew that sleep may have left deaf, beside the others. */
export async function restartDeaf(
  active: readonly ActiveProvider[],
  start: BindAllParts['start'],
): Promise<readonly ActiveProvider[]> {
  const restarted: ActiveProvider[] = [];
  for (const provider of active) {
    const { row, bindings, close } = provider;
    if (row.deafAfterSleep) close();
    restarted.push(row.deafAfterSleep ? { ...(await start(row, bindings)), row, bindings } : provider);
  }
  return restarted;
}

function nothingBound(wishes: Bindings): Bound {
  const wanted = [...wishes].map(([action, accelerator]) => [action, { ...NO_HOTKEY, wanted: accelerator }]);
  return { views: { ...NO_HOTKEYS, ...Object.fromEntries(wanted) }, active: [] };
}

function unheard(views: HotkeyViews): Bindings {
  const open = (Object.entries(views) as [HotkeyAction, HotkeyView][]).filter(
    ([, { wanted, bound }]) => wanted !== '' && bound === '',
  );
  return new Map(open.map(([action, { wanted }]) => [action, wanted]));
}

async function tryProvider(
  before: Bound,
  row: KeyProviderRow,
  bindings: Bindings,
  { obstacle, start }: BindAllParts,
): Promise<Bound> {
  const reason = obstacle(row);
  const started = reason === undefined ? await start(row, bindings) : refuseAll(bindings, reason);
  const views: Record<HotkeyAction, HotkeyView> = { ...before.views };
  for (const [action, accelerator] of bindings) {
    views[action] = viewAfter(views[action], row, accelerator, started.refused.get(action));
  }
  const hears = started.refused.size < bindings.size;
  return { views, active: hears ? [...before.active, { ...started, row, bindings }] : before.active };
}

async function tryFallbacks(
  before: Bound,
  action: HotkeyAction,
  others: readonly string[],
  parts: BindAllParts,
): Promise<Bound> {
  const last = KEY_PROVIDERS.at(-1);
  let bound = before;
  for (const other of others) {
    if (last === undefined || bound.views[action].bound !== '') break;
    bound = await tryProvider(bound, last, new Map([[action, other]]), parts);
  }
  return bound;
}

function viewAfter(
  view: HotkeyView,
  { id, label, reportsRelease }: KeyProviderRow,
  accelerator: string,
  refusal: string | undefined,
): HotkeyView {
  if (refusal === undefined) return { ...view, bound: accelerator, provider: id, label, reportsRelease };
  // Why a fallback is not to be had either is nobody's concern.
  if (accelerator !== view.wanted) return view;
  return { ...view, skipped: [...view.skipped, { label, reason: refusal }] };
}

/** Other accelerators for an action, which no other action has or wants. */
function fallbacksFor(
  action: HotkeyAction,
  wanted: string,
  views: HotkeyViews,
  platform: NodeJS.Platform,
): readonly string[] {
  const taken = takenBesides(action, (other) => [views[other].wanted, views[other].bound]);
  return alternativesTo(wanted, { platform, taken }).slice(0, MAX_FALLBACKS);
}
