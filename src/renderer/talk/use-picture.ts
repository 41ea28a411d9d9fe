import { type ClipboardEvent, type DragEvent, useState } from 'react';
import type { Picture } from '#shared/bridge/picture.ts';
import type { PlainKey } from '#shared/i18n/words.ts';
import { readPictureFile } from './picture-file.ts';

/** The picture that goes with the next message, and how it gets there. */
export type PictureBox = {
  readonly picture: Picture | undefined;
  /** Why there is none, or why it cannot be sent. */
  readonly problem: PlainKey | undefined;
  remove(): void;
  readonly handlers: {
    onPaste(event: ClipboardEvent): void;
    onDragOver(event: DragEvent): void;
    onDrop(event: DragEvent): void;
  };
};

/** `isSeen`: whoever answers now can see pictures; where not, that is said before anything is sent. */
export function usePicture(isSeen: boolean): PictureBox {
  const [picture, setPicture] = useState<Picture>();
  const [problem, setProblem] = useState<PlainKey>();
  const take = async (file: Blob): Promise<void> => {
    if (!isSeen) return setProblem('talk:pictureUnseen');
    const result = await readPictureFile(file);
    setPicture((now) => ('picture' in result ? result.picture : now));
    setProblem('problem' in result ? result.problem : undefined);
  };
  const takeFrom = (event: ClipboardEvent | DragEvent, { files }: DataTransfer): void => {
    const [file] = files;
    if (file === undefined) return;
    event.preventDefault();
    void take(file);
  };
  return {
    picture,
    problem: picture !== undefined && !isSeen ? 'talk:pictureUnseen' : problem,
    remove() {
      setPicture(undefined);
      setProblem(undefined);
    },
    handlers: {
      onPaste(event) {
        // Text processors put a picture of the words beside the words.
        if (!event.clipboardData.types.includes('text/plain')) takeFrom(event, event.clipboardData);
      },
      onDragOver(event) {
        if (event.dataTransfer.types.includes('Files')) event.preventDefault();
      },
      onDrop: (event) => takeFrom(event, event.dataTransfer),
    },
  };
}
