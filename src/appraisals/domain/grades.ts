import { type FieldOptions, PatternField } from '../../kernel/fields.js';

/** 优秀 · 合格 · 基本合格 · 不合格, the best first. */
export const GRADES = ['EXCELLENT', 'COMPETENT', 'BASICALLY_COMPETENT', 'NOT_COMPETENT'] as const;
export type Grade = (typeof GRADES)[number];

/** 德 · 能 · 勤 · 绩 */
export const DIMENSIONS = ['INTEGRITY', 'ABILITY', 'DILIGENCE', 'ACHIEVEMENT'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** A calendar year, as the last part of an address gives it: `2026`. */
export const YearField = (o: FieldOptions = {}): PropertyDecorator => PatternField(/^(20|21)\d{2}$/, o);
