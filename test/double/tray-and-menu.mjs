// Tray icons and menus: nothing is drawn; tests click them through `__double`.
import { EventEmitter } from 'node:events';
import { app } from './app.mjs';
import { record } from './calls.mjs';
import { state } from './state.mjs';

let lastCommand = 0;

export class MenuItem {
  #onClick;

  constructor({ click, submenu, ...options }) {
    lastCommand += 1;
    const kind = { type: submenu ? 'submenu' : 'normal', label: String(options.role ?? '') };
    Object.assign(this, {
      commandId: lastCommand,
      enabled: true,
      visible: true,
      checked: false,
      ...kind,
      ...options,
    });
    if (submenu) this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : submenu;
    this.#onClick = click;
  }

  /** What choosing the item does: checks it, then does its role's or the app's work. */
  click(event = {}, window = state.focused) {
    if (!this.enabled) return;
    if (this.type === 'checkbox') this.checked = !this.checked;
    if (this.type === 'radio') this.#choose();
    if (this.role === 'quit') app.quit();
    else this.#onClick?.(this, window, event);
  }

  #choose() {
    for (const item of this.menu?.items ?? []) {
      if (item.type === 'radio') item.checked = item === this;
    }
  }
}

export class Menu extends EventEmitter {
  static #applicationMenu = null;
  items = [];

  append(item) {
    item.menu = this;
    this.items.push(item);
  }

  popup(options) {
    record('Menu.popup', options);
  }

  getMenuItemById(id) {
    return this.find((item) => item.id === id);
  }

  /** The double's own: the first item, at any depth, that fits. */
  find(fits) {
    for (const item of this.items) {
      const found = fits(item) ? item : item.submenu?.find(fits);
      if (found) return found;
    }
    return null;
  }

  static buildFromTemplate(template) {
    const menu = new Menu();
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item));
    return menu;
  }

  static setApplicationMenu(menu) {
    Menu.#applicationMenu = menu;
  }

  static getApplicationMenu() {
    return Menu.#applicationMenu;
  }
}

const trays = new Set();

export class Tray extends EventEmitter {
  #title = '';

  constructor(image) {
    super();
    this.image = image;
    trays.add(this);
  }

  setImage(image) {
    this.image = image;
    record('Tray.setImage', image);
  }

  setToolTip(text) {
    this.toolTip = text;
    record('Tray.setToolTip', text);
  }

  setTitle(title) {
    this.#title = title;
  }

  getTitle() {
    return this.#title;
  }

  setContextMenu(menu) {
    this.contextMenu = menu;
  }

  popUpContextMenu(menu = this.contextMenu) {
    record(
      'Tray.popUpContextMenu',
      menu?.items.map((item) => item.label),
    );
  }

  setIgnoreDoubleClickEvents(ignore) {
    record('Tray.setIgnoreDoubleClickEvents', ignore);
  }

  getBounds() {
    return { x: 1880, y: 0, width: 24, height: 24 };
  }

  destroy() {
    trays.delete(this);
  }

  isDestroyed() {
    return !trays.has(this);
  }
}

/** The app's tray icon. Throws when it has none, which is what a person would see. */
export function onlyTray() {
  const [tray] = trays;
  if (!tray) throw new Error('The app shows no tray icon.');
  return tray;
}
