import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import './modal-dialog.css';

export type ModalDialogProps = {
  readonly title: string;
  /** What the question is about; it is read aloud with the title. */
  readonly detail: ReactNode;
  /** The buttons. The dialog begins at the first one, so that must be the one that changes nothing. */
  readonly answers: ReactNode;
  /** What stands above the title. */
  readonly picture?: ReactNode;
  /** What stands between the detail and the buttons. */
  readonly children?: ReactNode;
  /** Escape. */
  readonly onCancel: () => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
};

/** A question that must be answered first. Keys pressed in it do nothing in the view under it. */
export function ModalDialog(props: ModalDialogProps) {
  const { title, detail, answers, picture, children, onCancel, onKeyDown } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const buttons = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const detailId = useId();
  useEffect(() => {
    dialog.current?.showModal();
    buttons.current?.querySelector('button')?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="modal"
      aria-labelledby={titleId}
      aria-describedby={detailId}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        onKeyDown?.(event);
      }}
    >
      {picture}
      <h2 id={titleId}>{title}</h2>
      <div className="modal-detail" id={detailId}>
        {detail}
      </div>
      {children}
      <div className="modal-answers" ref={buttons}>
        {answers}
      </div>
    </dialog>
  );
}
