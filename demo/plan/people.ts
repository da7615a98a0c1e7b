import type { Sex } from '../../src/supervisees/domain/events.js';
import { checkCharacterOf } from '../../src/supervisees/domain/identity-number.js';
import type { Random } from '../random.js';

const SURNAMES = '林陈黄郑吴何王李张刘杨赵周徐孙朱高胡郭罗谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余叶程'.split('');
const MEN = [
  '建国',
  '志远',
  '海峰',
  '文斌',
  '国栋',
  '家明',
  '子豪',
  '俊杰',
  '永强',
  '德胜',
  '振华',
  '伟',
  '磊',
  '勇',
  '浩然',
];
const WOMEN = [
  '丽华',
  '晓梅',
  '文静',
  '秀英',
  '雅琴',
  '思敏',
  '雪莲',
  '桂芳',
  '婉婷',
  '佳怡',
  '玉兰',
  '敏',
  '燕',
  '霞',
  '静',
];

export const nameOf = (random: Random, sex: Sex = random.chance(0.5) ? 'MALE' : 'FEMALE') => ({
  name: random.pick(SURNAMES) + random.pick(sex === 'MALE' ? MEN : WOMEN),
  sex,
});

/** A region that no identity number names. */
const REGION = '359921';

/** A well-formed identity number of nobody; `n` makes it another's. */
export const identityNumberOf = (random: Random, sex: Sex, n: number): string => {
  const two = (value: number): string => String(value).padStart(2, '0');
  const born = `${random.whole(1958, 2006)}${two(random.whole(1, 12))}${two(random.whole(1, 28))}`;
  const digits = `${REGION}${born}${String(2 * n + (sex === 'MALE' ? 1 : 2)).padStart(3, '0')}`;
  return digits + checkCharacterOf(digits);
};

/** A mobile number of a range that is not given out. */
export const phoneOf = (n: number): string => `1390000${String(1_000 + n).padStart(4, '0')}`;

const VILLAGES = ['东湖村', '西园村', '上洋村', '下坂村', '南岭村', '北埕村', '新街社区', '河滨社区'];
export const addressOf = (random: Random, street: string): string =>
  `青溪县${street}${random.pick(VILLAGES)}${random.whole(1, 180)}号`;
