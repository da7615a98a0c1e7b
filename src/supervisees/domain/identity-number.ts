import { type Day, isDay } from '../../kernel/day.js';
import type { Sex } from './events.js';

/** GB 11643-1999: weight of each of the first 17 digits, and the check character by the remainder of 11. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = '10X98765432';
export const IDENTITY_NUMBER = /^[1-9]\d{16}[\dX]$/;

/** The check character that belongs to the first 17 digits. */
export const checkCharacterOf = (digits: string): string =>
  CHECKS.charAt(WEIGHTS.reduce<number>((sum, weight, at) => sum + weight * Number(digits.charAt(at)), 0) % 11);

/** Whether this is a resident identity number: its form, a day of birth that exists, its check character. */
export const isIdentityNumber = (text: string): boolean =>
  IDENTITY_NUMBER.test(text) && isDay(birthDateIn(text)) && checkCharacterOf(text) === text.charAt(17);

export const birthDateIn = (identityNumber: string): Day =>
  `${identityNumber.slice(6, 10)}-${identityNumber.slice(10, 12)}-${identityNumber.slice(12, 14)}`;

/** Odd sequence numbers are men's. */
export const sexIn = (identityNumber: string): Sex => (Number(identityNumber.charAt(16)) % 2 === 1 ? 'MALE' : 'FEMALE');
