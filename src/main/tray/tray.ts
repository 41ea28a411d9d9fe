import { isDeepStrictEqual } from 'node:util';
import {
  app,
  Menu,
  type MenuItemConstructorOptions,
  type NativeImage,
  nativeImage,
  nativeTheme,
  Tray,
} from 'electron';
import type { Clock } from '#shared/base/clock.ts';
import { createDisposer } from '#shared/base/disposer.ts';
import { assertNever } from '#shared/base/errors.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import { wordsFor } from '../words.ts';
import { createFrames } from './frames.ts';
import { readTrayPicture } from './tray-pictures.ts';
import type { TrayCommand, TrayRow } from './tray-row.ts';
import { describeTray, type TrayView } from './tray-view.ts';

export type TrayIcon = {
  /** `warning` is one line about what the desktop refuses. */
  show(snapshot: AppSnapshot, warning: string | undefined): void;
  close(): void;
};

export type TrayParts = {
  readonly clock: Clock;
  /** The folder with a set of pictures for each kind of bar. */
  readonly pictures: string;
  readonly run: (command: TrayCommand) => void;
};

/** The icon in the system's bar: puts what `describeTray` says on the screen, and nothing else. */
export function createTray({ clock, pictures, run }: TrayParts): TrayIcon {
  const disposer = createDisposer();
  const tray = new Tray(nativeImage.createEmpty());
  disposer.add(() => tray.destroy());
  const frames = createFrames<NativeImage>(clock, (picture) => tray.setImage(picture));
  disposer.add(frames.close);
  // macOS would else wait for a second click before it tells of the first.
  if (process.platform === 'darwin') tray.setIgnoreDoubleClickEvents(true);
  // On macOS and Linux a click opens the menu.
  if (process.platform === 'win32') tray.on('click', () => run({ do: 'show', view: 'talk' }));

  let shown: TrayView | undefined;
  const showPicture = (): void => {
    if (shown !== undefined) frames.play(readTrayPicture(pictures, shown.picture));
  };
  nativeTheme.on('updated', showPicture);
  disposer.add(() => nativeTheme.off('updated', showPicture));
  return {
    show(snapshot, warning) {
      const before = shown;
      const view = describeTray({
        snapshot,
        warning,
        version: app.getVersion(),
        words: wordsFor(snapshot.settings),
      });
      shown = view;
      if (view.picture !== before?.picture) showPicture();
      if (view.toolTip !== before?.toolTip) tray.setToolTip(view.toolTip);
      // A menu that is open closes when it is replaced.
      if (!isDeepStrictEqual(view.rows, before?.rows)) {
        tray.setContextMenu(Menu.buildFromTemplate(view.rows.map((row) => toMenuItem(row, run))));
      }
    },
    close: disposer.dispose,
  };
}

function toMenuItem(row: TrayRow, run: TrayParts['run']): MenuItemConstructorOptions {
  switch (row.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'text':
      return { label: row.label, enabled: false };
    case 'submenu':
      return { id: row.id, label: row.label, submenu: row.rows.map((inner) => toMenuItem(inner, run)) };
    case 'action': {
      const { id, label, enabled, accelerator, command } = row;
      // Shown beside the label; the global shortcut is registered elsewhere.
      const shortcut = accelerator === undefined ? {} : { accelerator, registerAccelerator: false };
      return { id, label, enabled, ...shortcut, click: () => run(command) };
    }
    case 'check':
    case 'radio': {
      const { id, label, checked, command } = row;
      const type = row.kind === 'check' ? 'checkbox' : 'radio';
      return { id, label, type, checked, click: () => run(command) };
    }
    default:
      return assertNever(row);
  }
}
