const operations: Record<string, (left: number, right: number) => number | boolean> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '^': power,
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '>': (left, right) => left > right,
  '<': (left, right) => left < right,
  '>=': (left, right) => left >= right,
  '<=': (left, right) => left <= right,
};

/** What an operator makes of two numbers: a number, or whether a comparison holds. */
export function operate(op: string, left: number, right: number): number | boolean {
  return operations[op]?.(left, right) ?? Number.NaN;
}

/** IEEE 754's power, in which one to any power, NaN too, is one. */
function power(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Number.POSITIVE_INFINITY)) return 1;
  return base ** exponent;
}
