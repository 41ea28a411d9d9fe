import { useDraft } from '../use-draft.ts';

export type SliderProps = {
  readonly id: string;
  readonly describedBy: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly format: (value: number) => string;
  readonly onChange: (value: number) => void;
};

/** A number by feel, with its value in words beside it. */
export function Slider({ id, describedBy, value, min, max, step, format, onChange }: SliderProps) {
  const draft = useDraft(value, onChange);
  return (
    <span className="slider">
      <input
        type="range"
        id={id}
        aria-describedby={describedBy}
        aria-valuetext={format(draft.value)}
        min={min}
        max={max}
        step={step}
        value={draft.value}
        onChange={(event) => draft.set(event.target.valueAsNumber)}
        onBlur={draft.commit}
      />
      <span className="slider-value" aria-hidden="true">
        {format(draft.value)}
      </span>
    </span>
  );
}
