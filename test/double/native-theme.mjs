// Light or dark: pages follow through `prefers-color-scheme`.
import { EventEmitter } from 'node:events';
import { state } from './state.mjs';

class NativeTheme extends EventEmitter {
  #source = 'system';
  #systemIsDark = false;
  shouldUseHighContrastColors = false;

  get themeSource() {
    return this.#source;
  }

  set themeSource(source) {
    this.#source = source;
    this.#announce();
  }

  get shouldUseDarkColors() {
    return this.#source === 'system' ? this.#systemIsDark : this.#source === 'dark';
  }

  /** The bar around the app, which on macOS and Windows may differ from the app. */
  get shouldUseDarkColorsForSystemIntegratedUI() {
    return this.#systemIsDark;
  }

  /** The double's own: the person changes the system's theme. */
  setSystem(scheme) {
    this.#systemIsDark = scheme === 'dark';
    this.#announce();
  }

  #announce() {
    for (const contents of state.contents.values())
      contents.prefer(this.shouldUseDarkColors ? 'dark' : 'light');
    this.emit('updated');
  }
}

export const nativeTheme = new NativeTheme();
