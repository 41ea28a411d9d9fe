/** A share as people read it, e.g. 0.5 as 50%. */
export const percent = (share: number): string => `${Math.round(share * 100)}%`;
