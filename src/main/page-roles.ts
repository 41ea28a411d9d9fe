/** `hud` owns the audio; `window` is what people click in. */
export type PageRole = 'hud' | 'window';

/** Which of our pages a WebContents is. Anything that was not given a role is a stranger. */
export type PageRoles = {
  give(contents: { readonly id: number }, role: PageRole): void;
  of(contents: { readonly id: number }): PageRole | undefined;
};

export function createPageRoles(): PageRoles {
  // Ids are never used again while the app runs.
  const roles = new Map<number, PageRole>();
  return {
    give: ({ id }, role) => void roles.set(id, role),
    of: ({ id }) => roles.get(id),
  };
}
