import { type Relation, ROLES, type Role } from '../../src/kernel/roles.js';
import { relationIn } from '../../src/platform/auth/access-table.js';
import { type Route, routes } from './service-routes.js';

const SHORT: Readonly<Record<Role, string>> = {
  ...{ 'social-worker': '社工', officer: '工作人员', 'office-head': '所长', 'deputy-director': '分管领导' },
  ...{ director: '局长', 'city-officer': '市局', auditor: '审计', analyst: '分析', administrator: '管理' },
};
const REACHES: Readonly<Record<Relation | 'none', string>> = { unit: '●', own: '◐', all: '○', none: '' };

const HEAD = `# 访问权限 / Access

由各路由声明的权限表生成，勿手改 / made from the table of access that the routes declare and the guard reads ([ADR 20](adr/0020-access-is-declared-with-the-route.md)), not by hand: \`UPDATE=1 npx jest test/platform/access-document\`.

- 空格：该角色一律 403 / empty: the role is answered 403, whatever it asks for.
- ● 本单位及下级的记录 / records of the own unit and of those under it · ◐ 本人的记录 / records about oneself · ○ 凭令牌可读的全部内容 / all there
  is, for whoever has a token. 已答复的请示各单位均可查阅，民主测评仅限参加投票者 / answered guidance is for every unit, an evaluation for its voters.
- 所及范围以外的记录等同不存在，答复、耗费的查询次数都与不存在时相同 / out of reach a record does not exist: answers, and what is looked up for
  them, are those for what is not there.
- 个人信息对审计、分析、管理人员为 \`***\` / personal values are \`***\` for auditors, analysts and administrators.
- [test/e2e/authority.spec.ts](../test/e2e/authority.spec.ts) 与 [test/e2e/reach.spec.ts](../test/e2e/reach.spec.ts) 逐条走遍本表 / walk all of this table.
`;

const rowOf = (route: Route): string => {
  const may = ROLES.map((role) => REACHES[relationIn(route, role) ?? 'none']);
  const command = route.input && route.orders ? ` \`${route.input.name}\`` : '';
  return `| \`${route.verb} /${route.path}\`${command} | ${route.title} | ${may.join(' | ')} |`;
};

const tableOf = (title: string, of: readonly Route[]): string => {
  const columns = ['路由 / route', '事项 / what', ...ROLES.map((role) => `${SHORT[role]}<br>${role}`)];
  const rows = [...of].sort((a, b) => a.path.localeCompare(b.path, 'en')).map(rowOf);
  return `## ${title}\n\n| ${columns.join(' | ')} |\n|${columns.map(() => '---|').join('')}\n${rows.join('\n')}\n`;
};

/** The document of who may do and see what, as the routes say it. */
export const accessDocument = (): string => {
  const guarded = routes.filter(({ open }) => !open);
  const open = routes.filter((route) => route.open).map(({ verb, path, title }) => `- \`${verb} /${path}\` ${title}`);
  return [
    HEAD,
    tableOf(
      '命令 / Commands',
      guarded.filter(({ verb }) => verb === 'POST'),
    ),
    tableOf(
      '查询 / Queries',
      guarded.filter(({ verb }) => verb !== 'POST'),
    ),
    `## 不需要令牌 / Without a token\n\n${open.sort().join('\n')}\n`,
  ].join('\n');
};
