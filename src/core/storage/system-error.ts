/** Whether the system refused with this code, such as `ENOENT` (Node's list of common system errors). */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
