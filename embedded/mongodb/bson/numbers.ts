import { Double, toDouble } from './values.js';

export type Numeric = number | bigint | Double;

const MAX_LONG = (1n << 63n) - 1n;
const MIN_LONG = -(1n << 63n);

const fitsInt = (n: number | bigint): boolean => n >= -2147483648 && n <= 2147483647;
export const fitsLong = (n: bigint): boolean => n >= MIN_LONG && n <= MAX_LONG;

/** An integer in int32 where both operands were and it fits, else in int64; undefined beyond int64. */
function integer(result: bigint, narrow: boolean): number | bigint | undefined {
  if (narrow && fitsInt(result)) return Number(result);
  return fitsLong(result) ? result : undefined;
}

type Operation = 'add' | 'subtract' | 'multiply';

/** Arithmetic with the server's widths: int32 grows to int64, any double makes a double; undefined beyond int64. */
export function calculate(operation: Operation, a: Numeric, b: Numeric): Numeric | undefined {
  if (a instanceof Double || b instanceof Double) return new Double(onDoubles(operation, toDouble(a), toDouble(b)));
  return integer(onIntegers(operation, BigInt(a), BigInt(b)), typeof a === 'number' && typeof b === 'number');
}

function onDoubles(operation: Operation, a: number, b: number): number {
  return operation === 'add' ? a + b : operation === 'subtract' ? a - b : a * b;
}

function onIntegers(operation: Operation, a: bigint, b: bigint): bigint {
  return operation === 'add' ? a + b : operation === 'subtract' ? a - b : a * b;
}

/** The remainder with the sign of the dividend. */
export function remainder(a: Numeric, b: Numeric): Numeric {
  if (a instanceof Double || b instanceof Double) return new Double(toDouble(a) % toDouble(b));
  const result = BigInt(a) % BigInt(b);
  return typeof a === 'number' && typeof b === 'number' ? Number(result) : result;
}

/**
 * A running sum: integers exactly, doubles with compensation as the server's, so that the order of summands does not
 * show. The result is int32 if all summands were and it fits, int64 if all were integers and it fits, else a double.
 */
export class Sum {
  private small = 0;
  private large = 0n;
  private high = 0;
  private low = 0;
  private plain = 0;
  private width: 'int' | 'long' | 'double' = 'int';

  add(value: Numeric): void {
    if (typeof value === 'number') {
      this.small += value;
      if (!Number.isSafeInteger(this.small * 2)) this.carry();
    } else if (typeof value === 'bigint') {
      this.large += value;
      if (this.width === 'int') this.width = 'long';
    } else this.addDouble(value.value);
  }

  private carry(): void {
    this.large += BigInt(this.small);
    this.small = 0;
  }

  private addDouble(value: number): void {
    this.width = 'double';
    this.plain += value;
    const sum = this.high + value;
    const part = sum - this.high;
    this.low += this.high - (sum - part) + (value - part);
    this.high = sum;
  }

  get value(): Numeric {
    const whole = this.large + BigInt(this.small);
    if (this.width !== 'double') return integer(whole, this.width === 'int') ?? new Double(Number(whole));
    return new Double(this.asDouble());
  }

  asDouble(): number {
    const whole = Number(this.large + BigInt(this.small));
    if (!Number.isFinite(this.plain)) return this.plain;
    const sum = this.high + whole;
    const part = sum - this.high;
    return sum + (this.low + (this.high - (sum - part) + (whole - part)));
  }
}
