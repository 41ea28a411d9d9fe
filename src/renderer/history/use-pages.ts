import { useEffect, useState } from 'react';
import type { ErrorData } from '#shared/base/errors.ts';
import type { Reply } from '#shared/bridge/requests.ts';

type Paged = { readonly next?: string };

export type Pages<P> = {
  /** What has come so far, in order; empty until core has answered. */
  readonly pages: readonly P[];
  readonly error: ErrorData | undefined;
  /** Asks for one page more; absent when there is none. */
  readonly more: (() => void) | undefined;
};

/**
 * Pages from core, one after the other. They are asked for anew when `load` is another function, and when `revision` rises;
 * what was asked before that is forgotten, so that a late answer never stands where a newer one should.
 */
export function usePages<P extends Paged>(
  load: (after: string | undefined) => Promise<Reply<P>>,
  revision: number,
): Pages<P> {
  const [state, setState] = useState<{ readonly pages: readonly P[]; readonly error?: ErrorData }>({
    pages: [],
  });
  const [wanted, setWanted] = useState({ load, count: 1 });
  const count = wanted.load === load ? wanted.count : 1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision says that the answers are others now.
  useEffect(() => {
    let isCurrent = true;
    void loadPages(load, count).then((loaded) => isCurrent && setState(loaded));
    return () => {
      isCurrent = false;
    };
  }, [load, count, revision]);
  const hasMore = state.pages.at(-1)?.next !== undefined;
  return {
    pages: state.pages,
    error: state.error,
    more: hasMore ? () => setWanted({ load, count: state.pages.length + 1 }) : undefined,
  };
}

async function loadPages<P extends Paged>(
  load: (after: string | undefined) => Promise<Reply<P>>,
  count: number,
): Promise<{ readonly pages: readonly P[]; readonly error?: ErrorData }> {
  const pages: P[] = [];
  while (pages.length < count) {
    const last = pages.at(-1);
    if (last !== undefined && last.next === undefined) break;
    const reply = await load(last?.next);
    if (!reply.ok) return { pages, error: reply.error };
    pages.push(reply.value);
  }
  return { pages };
}
