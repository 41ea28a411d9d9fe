import { app, clipboard } from 'electron';
import type { App } from '#core/app.ts';
import { assertNever } from '#shared/base/errors.ts';
import type { TrayCommand, TrayTarget } from './tray-row.ts';

export type TrayCommandParts = {
  readonly app: Pick<App, 'bridge' | 'report'>;
  readonly showView: (view: TrayTarget) => void;
};

/** Does what the tray's rows say. What core refuses is told where the person can read it. */
export function createTrayCommands(parts: TrayCommandParts): (command: TrayCommand) => void {
  const ask = async (name: string, payload: object): Promise<void> => {
    const reply = await parts.app.bridge.request(name, payload);
    if (!reply.ok) parts.app.report(reply.error);
  };
  return (command) => {
    switch (command.do) {
      case 'ask':
        return void ask(command.name, command.payload);
      case 'copy':
        return clipboard.writeText(command.text);
      case 'show':
        return parts.showView(command.view);
      case 'quit':
        return app.quit();
      default:
        return assertNever(command);
    }
  };
}
