/** How a call ended. Each way puts exactly one output on the wire. */
export type ToolOutcome =
  | 'success'
  | 'error'
  | 'timeout'
  | 'denied'
  | 'unknown_tool'
  | 'invalid_arguments'
  | 'cancelled';
