import './keycaps.css';

/** Keys as they look on a keyboard. */
export function Keycaps({ caps }: { readonly caps: readonly string[] }) {
  return (
    <span className="keycaps">
      {caps.map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  );
}
