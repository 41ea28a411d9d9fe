import { Menu, type MenuItemConstructorOptions, type NativeImage, nativeImage, Tray } from 'electron';
import type { AppSnapshot, AssistantState } from '#shared/bridge/state.ts';

export type TrayActions = {
  readonly toggleTalking: () => void;
  readonly stop: () => void;
  readonly showWindow: () => void;
  readonly quit: () => void;
};

export type TrayIcon = {
  /** `warning` is one line about what does not work, shown in the menu. */
  show(snapshot: AppSnapshot, warning: string | undefined): void;
  close(): void;
};

/** Pictures by what the microphone does: that it is open must be seen without opening a menu. */
export type TrayPictures = { readonly idle: string; readonly active: string };

const WORDS: Readonly<Record<AssistantState['kind'], string>> = {
  off: 'off',
  connecting: 'connecting…',
  ready: 'ready',
  listening: 'listening…',
  thinking: 'thinking…',
  speaking: 'speaking…',
  muted: 'muted',
  reconnecting: 'reconnecting…',
  error: 'needs attention',
};

/** The icon in the system's bar: state at a glance, and a menu to talk, stop, show and quit. */
export function createTray(paths: TrayPictures, actions: TrayActions): TrayIcon {
  const pictures = { idle: readPicture(paths.idle), active: readPicture(paths.active) };
  const tray = new Tray(pictures.idle);
  // On macOS and Linux a click opens the menu.
  if (process.platform === 'win32') tray.on('click', actions.showWindow);
  let shown = '';
  return {
    show(snapshot, warning) {
      const { assistant, microphoneWanted, endpoint, settings } = snapshot;
      const status = `Hark is ${WORDS[assistant.kind]} · ${endpoint.label}`;
      const template = menuTemplate({
        status,
        warning,
        assistant,
        accelerator: settings.hotkeys.toggle,
        actions,
      });
      const look = JSON.stringify([status, warning, microphoneWanted, settings.hotkeys.toggle]);
      if (look === shown) return;
      shown = look;
      tray.setImage(microphoneWanted ? pictures.active : pictures.idle);
      tray.setToolTip(warning === undefined ? status : `${status}. ${warning}`);
      tray.setContextMenu(Menu.buildFromTemplate(template));
    },
    close: () => tray.destroy(),
  };
}

type MenuParts = {
  readonly status: string;
  readonly warning: string | undefined;
  readonly assistant: AssistantState;
  readonly accelerator: string;
  readonly actions: TrayActions;
};

function menuTemplate(parts: MenuParts): MenuItemConstructorOptions[] {
  const { status, warning, assistant, accelerator, actions } = parts;
  const listening = assistant.kind === 'listening';
  const busy = assistant.kind === 'thinking' || assistant.kind === 'speaking';
  const shortcut = accelerator === '' || warning !== undefined ? {} : { accelerator };
  return [
    { label: status, enabled: false },
    ...(warning === undefined ? [] : [{ label: warning, click: actions.showWindow }]),
    { type: 'separator' },
    {
      id: 'talk',
      label: listening ? 'Stop talking' : 'Talk',
      // Shown beside the label; the global shortcut is registered elsewhere.
      registerAccelerator: false,
      click: actions.toggleTalking,
      ...shortcut,
    },
    { id: 'stop', label: 'Stop answer', enabled: busy, click: actions.stop },
    { type: 'separator' },
    { id: 'show', label: 'Show Hark', click: actions.showWindow },
    { id: 'quit', label: 'Quit', click: actions.quit },
  ];
}

/** macOS recolours the picture to fit its bar; elsewhere it keeps its own colour. */
function readPicture(path: string): NativeImage {
  const picture = nativeImage.createFromPath(path);
  picture.setTemplateImage(process.platform === 'darwin');
  return picture;
}
