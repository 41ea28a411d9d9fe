import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { readPictureFile } from '#renderer/talk/picture-file.ts';
import { MAX_PICTURE_BYTES, MAX_THUMBNAIL_BYTES, PictureSchema } from '#shared/bridge/picture.ts';
import { READY } from '../support/ready-snapshot.ts';
import { type ShownApp, showApp } from './support.tsx';

/** A file with a drawing, or with noise that nothing can make small. */
async function pictureFile(side: number, type = 'image/png', noise = false): Promise<File> {
  const canvas = new OffscreenCanvas(side, side / 2);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('There is no canvas.');
  const pixels = context.createImageData(canvas.width, canvas.height);
  let seed = 1;
  for (let at = 0; at < pixels.data.length; at += 1) {
    seed = (seed * 48_271) % 2_147_483_647;
    pixels.data[at] = at % 4 === 3 ? 255 : noise ? seed % 256 : (at >> 10) % 256;
  }
  context.putImageData(pixels, 0, 0);
  return new File([await canvas.convertToBlob({ type })], 'picture', { type });
}

const bytesOf = (url: string): number => Math.floor((url.length - url.indexOf(',') - 1) * 0.75);

async function sizeOf(url: string): Promise<number[]> {
  const bitmap = await createImageBitmap(await (await fetch(url)).blob());
  return [bitmap.width, bitmap.height];
}

describe('a file that is pasted', () => {
  test.each(['image/png', 'image/jpeg', 'image/webp'])(
    'of the kind %s is sent as what core takes',
    async (type) => {
      const result = await readPictureFile(await pictureFile(200, type));
      if (!('picture' in result)) throw new Error(result.problem);
      expect(PictureSchema.safeParse(result.picture).success).toBe(true);
      expect(await sizeOf(result.picture.image)).toEqual([200, 100]);
      expect(await sizeOf(result.picture.thumbnail)).toEqual([160, 80]);
    },
  );

  test('that is large is made to fit', async () => {
    const result = await readPictureFile(await pictureFile(2600, 'image/jpeg', true));
    if (!('picture' in result)) throw new Error(result.problem);
    expect(bytesOf(result.picture.image)).toBeLessThanOrEqual(MAX_PICTURE_BYTES);
    expect(bytesOf(result.picture.thumbnail)).toBeLessThanOrEqual(MAX_THUMBNAIL_BYTES);
    expect(Math.max(...(await sizeOf(result.picture.image)))).toBeLessThanOrEqual(1280);
    expect(PictureSchema.safeParse(result.picture).success).toBe(true);
  });

  test.each([
    ['of another kind', new File(['<svg/>'], 'x', { type: 'image/svg+xml' }), 'talk:pictureKind'],
    ['that is no picture', new File(['text'], 'x', { type: 'image/png' }), 'talk:pictureUnreadable'],
    ['above 20 MB', new File([new Uint8Array(21 << 20)], 'x', { type: 'image/png' }), 'talk:pictureSize'],
  ])('%s is refused with the reason', async (_, file, problem) => {
    expect(await readPictureFile(file)).toEqual({ problem });
  });
});

describe('the box', () => {
  const preview = () => page.getByRole('img', { name: 'The picture that is sent along' });
  const box = () => page.getByLabelText('Message');
  const seeing = { endpoint: { ...READY.endpoint, provider: 'openai', label: 'OpenAI' } } as const;

  /** What a page gets when somebody pastes, or drops, a file over the box. */
  async function give(kind: 'paste' | 'drop', file: File, text?: string): Promise<void> {
    const data = new DataTransfer();
    data.items.add(file);
    if (text !== undefined) data.setData('text/plain', text);
    const options = { bubbles: true, cancelable: true };
    const event =
      kind === 'paste'
        ? new ClipboardEvent('paste', { ...options, clipboardData: data })
        : new DragEvent('drop', { ...options, dataTransfer: data });
    box().element().dispatchEvent(event);
  }

  const sent = ({ connection }: ShownApp): unknown =>
    connection.requests.find(({ name }) => name === 'text.send')?.payload;

  test.each(['paste', 'drop'] as const)('takes a picture by %s and sends it with the words', async (kind) => {
    const shown = showApp(seeing);
    await give(kind, await pictureFile(200));
    await expect.element(preview()).toBeVisible();
    await userEvent.fill(box(), 'What is this?');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => sent(shown)).toMatchObject({ text: 'What is this?' });
    expect(PictureSchema.safeParse((sent(shown) as { picture: unknown }).picture).success).toBe(true);
    await expect.element(preview()).not.toBeInTheDocument();
  });

  test('sends a picture without words, and keeps it when it was refused', async () => {
    const shown = showApp(seeing);
    shown.connection.refusals.set('text.send', { reason: 'unavailable', message: 'Too much waits.' });
    await give('paste', await pictureFile(200));
    await expect.element(preview()).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Send' }));
    await expect.element(page.getByText(/^Too much waits\./)).toBeVisible();
    await expect.element(preview()).toBeVisible();
  });

  test('lets go of a picture', async () => {
    showApp(seeing);
    await give('paste', await pictureFile(200));
    await userEvent.click(page.getByRole('button', { name: 'Remove the picture' }));
    await expect.element(preview()).not.toBeInTheDocument();
    await expect.element(page.getByRole('button', { name: 'Send' })).toBeDisabled();
  });

  test('says before anything is sent that the offline engine cannot see', async () => {
    showApp();
    await give('paste', await pictureFile(200));
    await expect.element(page.getByText(/^The offline engine cannot see pictures\./)).toBeVisible();
    await expect.element(preview()).not.toBeInTheDocument();
  });

  test('pastes the words where there are words', async () => {
    showApp(seeing);
    await give('paste', await pictureFile(200), 'words');
    await expect.element(preview()).not.toBeInTheDocument();
  });

  test('shows in the conversation what was sent', async () => {
    const result = await readPictureFile(await pictureFile(200));
    if (!('picture' in result)) throw new Error(result.problem);
    const { thumbnail } = result.picture;
    showApp({
      transcript: [
        { id: '1', role: 'user', text: 'What is this?', picture: thumbnail, status: 'done', at: 0 },
      ],
    });
    await expect.element(page.getByRole('img', { name: 'A picture.' })).toBeVisible();
  });
});
