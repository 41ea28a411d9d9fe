import type { FunctionTool } from '#shared/wire/tools.ts';

type Schema = Readonly<Record<string, unknown>>;

/** A tool as it stands in a session. */
export function functionTool(
  name: string,
  properties: Schema = {},
  extra: { required?: readonly string[]; description?: string } = {},
): FunctionTool {
  return {
    type: 'function',
    name,
    description: extra.description ?? '',
    parameters: { type: 'object', properties, required: extra.required ?? [] },
  };
}

const text = { type: 'string' };

/** Hark's own tools, by their names and arguments. */
export const harkTools: readonly FunctionTool[] = [
  functionTool('get_current_time'),
  functionTool('get_date'),
  functionTool('set_timer', { seconds: { type: 'integer' }, label: text }, { required: ['seconds'] }),
  functionTool('list_timers'),
  functionTool('cancel_timer', { label: text }),
  functionTool('remember_fact', { text }, { required: ['text'] }),
  functionTool('recall_facts', { query: text }),
  functionTool('open_target', { target: text }, { required: ['target'] }),
  functionTool('find_files', { name: text }, { required: ['name'] }),
  functionTool('read_file', { name: text }, { required: ['name'] }),
  functionTool('read_clipboard'),
  functionTool('write_clipboard', { text }, { required: ['text'] }),
  functionTool(
    'get_system_info',
    { topic: { type: 'string', enum: ['battery', 'disk', 'memory', 'all'] } },
    { required: ['topic'] },
  ),
  functionTool('calculate', { expression: text }, { required: ['expression'] }),
];
