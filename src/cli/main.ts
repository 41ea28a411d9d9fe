import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { PTT_COMMANDS } from '#core/control/control-messages.ts';
import { toErrorData } from '#shared/base/errors.ts';
import { EXPORT_FORMATS } from '#shared/bridge/conversations.ts';
import { ask } from './commands/ask.ts';
import { doctor } from './commands/doctor.ts';
import { engine } from './commands/engine.ts';
import { deleteConversation, exportConversation, listHistory, showConversation } from './commands/history.ts';
import { ptt } from './commands/ptt.ts';
import { serve } from './commands/serve.ts';
import { talk } from './commands/talk.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts';
import { createOutput } from './output.ts';
import { closeLogs } from './terminal-app.ts';

const ENDPOINT = '--endpoint <engine|openai|url>';
const ENDPOINT_HELP = 'where Hark thinks, for this run';
const JSON_HELP = 'one JSON object a line';

/** Commands whose lines are a conversation; the last one tells that it is over. */
const ENDING: ReadonlySet<string | undefined> = new Set(['talk', 'ask']);

function createProgram(finish: (code: ExitCode) => void): Command {
  const program = new Command('hark').description('A voice assistant for your own computer.').exitOverride();
  /** A subcommand whose usage errors end with its own line of usage. */
  const command = (nameAndArgs: string, description: string): Command => {
    const created = program.command(nameAndArgs).description(description);
    return created.showHelpAfterError(`Usage: hark ${created.name()} ${created.usage()}`);
  };
  program.showHelpAfterError('Usage: hark <talk|ask|history|ptt|engine|serve|doctor> [options]');
  command('talk <in.wav>', 'say a WAV file to Hark')
    .option('--out <reply.wav>', 'write the spoken answer here')
    .option('--realtime', 'hands-free, at the speed of sound')
    .option('--json', JSON_HELP)
    .option(ENDPOINT, ENDPOINT_HELP)
    .action(async (file, options) => finish(await talk(file, options)));
  command('ask <text>', 'type a sentence to Hark')
    .option('--out <reply.wav>', 'write the spoken answer here')
    .option('--json', JSON_HELP)
    .option(ENDPOINT, ENDPOINT_HELP)
    .action(async (text, options) => finish(await ask(text, options)));
  addHistory(command('history', 'find, show, export or delete what was said'), finish);
  command('ptt', 'tell the running app when to listen, from a key binding, a pedal or a script')
    .addArgument(new Argument('<command>', 'what the talk key does').choices(PTT_COMMANDS))
    .option('--json', JSON_HELP)
    .action(async (name, options) => finish(await ptt(name, options)));
  command('engine', 'serve the offline engine to other programs')
    .option('--port <number>', 'loopback port', parsePort)
    .option('--json', JSON_HELP)
    .action(async (options) => finish(await engine(options)));
  command('serve', 'serve the app to a browser of this computer')
    .option('--port <number>', 'loopback port', parsePort)
    .option('--json', JSON_HELP)
    .option(ENDPOINT, ENDPOINT_HELP)
    .action(async (options) => finish(await serve(options)));
  command('doctor', 'tell what works here, and why the rest does not')
    .option('--export <report.zip>', 'write a report to send with a description of a problem')
    .option('--json', JSON_HELP)
    .action(async (options) => finish(await doctor(options)));
  return program;
}

function addHistory(history: Command, finish: (code: ExitCode) => void): void {
  const command = (nameAndArgs: string, description: string): Command =>
    history
      .command(nameAndArgs)
      .description(description)
      .option('--desktop', "the desktop app's history instead of the terminal's and the browser's")
      .option('--json', JSON_HELP);
  command('list', 'all conversations, newest first').action(async (options) =>
    finish(await listHistory('', options)),
  );
  command('search <words>', 'the conversations with these words').action(async (words, options) =>
    finish(await listHistory(words, options)),
  );
  command('show <id>', 'what was said').action(async (id, options) =>
    finish(await showConversation(id, options)),
  );
  command('export <id>', 'one conversation as a document')
    .addOption(new Option('--format <format>').choices(EXPORT_FORMATS).default('markdown'))
    .option('--out <file>', 'write it here')
    .action(async (id, options) => finish(await exportConversation(id, options)));
  command('delete <id>', 'erase one conversation').action(async (id, options) =>
    finish(await deleteConversation(id, options)),
  );
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}

async function main(argv: readonly string[]): Promise<ExitCode> {
  const json = argv.includes('--json');
  let code: ExitCode = EXIT.done;
  try {
    await createProgram((ended) => {
      code = ended;
    }).parseAsync(argv, { from: 'user' });
  } catch (error) {
    // Commander has printed its message already; its code is 0 when help was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const data = toErrorData(error);
    createOutput(json).error(data);
    code = exitCodeOf(data);
  }
  if (json && ENDING.has(argv[0])) createOutput(json).event({ type: 'done', exitCode: code });
  return code;
}

const code = await main(process.argv.slice(2));
await closeLogs();
// Timers and sockets that a library keeps must not keep the terminal.
process.exit(code);
