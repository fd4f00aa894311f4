/** A piece of a ring as SVG path data; angles in turns, clockwise from the top. */
export function arcPath(o: { cx: number; cy: number; outer: number; inner: number; from: number; to: number }): string {
  // A whole turn would begin where it ends, and be nothing.
  const to = Math.min(o.to, o.from + 0.9999);
  const point = (radius: number, turn: number) => {
    const { x, y } = onCircle(o.cx, o.cy, radius, turn);
    return `${x.toFixed(2)} ${y.toFixed(2)}`;
  };
  const large = to - o.from > 0.5 ? 1 : 0;
  const back = o.inner > 0 ? `A${o.inner} ${o.inner} 0 ${large} 0 ${point(o.inner, o.from)}` : '';
  return `M${point(o.outer, o.from)}A${o.outer} ${o.outer} 0 ${large} 1 ${point(o.outer, to)}L${point(o.inner, to)}${back}Z`;
}

/** A point on a circle; the angle in turns, clockwise from the top. */
export function onCircle(cx: number, cy: number, radius: number, turn: number): { x: number; y: number } {
  const angle = turn * 2 * Math.PI;
  return { x: cx + radius * Math.sin(angle), y: cy - radius * Math.cos(angle) };
}
