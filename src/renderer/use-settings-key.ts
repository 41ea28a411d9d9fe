import { useEffect } from 'react';

/** Ctrl or Cmd with a comma, by which people open the settings of many programs. */
export function useSettingsKey(onPress: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
      if (key !== ',' || !(ctrlKey || metaKey) || altKey || shiftKey) return;
      event.preventDefault();
      onPress();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [onPress]);
}
