import { HarkError } from '#shared/base/errors.ts';

/** Tools of an MCP server by name, or all that only read. */
export type McpToolFilter = { readonly toolNames?: readonly string[]; readonly readOnly?: boolean };

/** An MCP server whose tools the provider's server runs by itself. */
export type HostedMcpTool = {
  readonly type: 'hosted_mcp';
  /** What its tools are listed under; 1 to 64 letters, digits, "_" or "-". */
  readonly serverLabel: string;
  /** Where the provider reaches it; or `connectorId`, one that the provider has. */
  readonly serverUrl?: string;
  readonly connectorId?: string;
  readonly serverDescription?: string;
  /** A token for the server. It goes to the provider and nowhere else. */
  readonly authorization?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** All of its tools by default. */
  readonly allowedTools?: readonly string[] | McpToolFilter;
  /** Which calls wait for a person; all by default. */
  readonly requireApproval?:
    | 'always'
    | 'never'
    | { readonly always?: McpToolFilter; readonly never?: McpToolFilter };
};

const LABEL = /^[a-zA-Z0-9_-]{1,64}$/;

/** Lends an agent the tools of an MCP server. Throws `invalid_input` naming the field that is wrong. */
export function hostedMcpTool(options: Omit<HostedMcpTool, 'type'>): HostedMcpTool {
  const { serverLabel, serverUrl, connectorId } = options;
  if (!LABEL.test(serverLabel)) {
    throw wrong('serverLabel', `"${serverLabel}" must be 1 to 64 letters, digits, "_" or "-"`);
  }
  if ((serverUrl === undefined) === (connectorId === undefined)) {
    throw wrong('serverUrl', `of ${serverLabel}: either serverUrl or connectorId is needed`);
  }
  if (serverUrl !== undefined && !isWebAddress(serverUrl)) {
    throw wrong('serverUrl', `of ${serverLabel} must be an http or https address`);
  }
  return { type: 'hosted_mcp', ...options };
}

export function isHostedMcpTool(entry: object): entry is HostedMcpTool {
  return 'type' in entry && entry.type === 'hosted_mcp';
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

function wrong(field: string, problem: string): HarkError {
  return new HarkError('invalid_input', `Hosted MCP tool ${field} ${problem}.`, { field });
}
