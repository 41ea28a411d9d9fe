import type { Page } from 'playwright-core';

/** Answers the browser's question for the microphone, as a browser does that was not told to answer for the person. */
export async function setMicrophone(window: Page, setting: 'granted' | 'prompt' | 'denied'): Promise<void> {
  const session = await window.context().newCDPSession(window);
  const { browserContextId } = (await session.send('Target.getTargetInfo')).targetInfo;
  await session.send('Browser.setPermission', {
    ...(browserContextId === undefined ? {} : { browserContextId }),
    permission: { name: 'microphone' },
    setting,
    origin: new URL(window.url()).origin,
  });
}
