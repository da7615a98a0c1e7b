import { ROLES, type Role } from '../../src/kernel/roles.js';
import { reachOf } from './access.js';
import { type Route, routes } from './service-routes.js';

const SHORT: Readonly<Record<Role, string>> = {
  ...{ 'social-worker': '社工', officer: '工作人员', 'office-head': '所长', 'deputy-director': '分管领导' },
  ...{ director: '局长', 'city-officer': '市局', auditor: '审计', analyst: '分析', administrator: '管理' },
};
const REACHES = { unit: '本单位及下级 / own unit and below', all: '全部 / all' } as const;

const HEAD = `# 访问权限 / Access

由路由生成，勿手改 / made from the routes, not by hand: \`UPDATE=1 npx jest test/platform/access-document\`.

- 每条路由写明其角色；没有写明的角色一律 403 / each route names its roles; all others are answered 403, whatever they ask for.
- 范围“本单位及下级”：所属单位以外的记录等同不存在，答复、耗费的查询次数都与不存在时相同 / reach “own unit and below”: outside of it a record
  does not exist: answers, and what is looked up for them, are those for what is not there.
- 社工只看本人的考勤、请假与考评 / a social worker sees the own attendance, leave and appraisals only.
- 个人信息对审计、分析、管理人员为 \`***\` / personal values are \`***\` for auditors, analysts and administrators.
- [test/e2e/authority.spec.ts](../test/e2e/authority.spec.ts) 与 [test/e2e/reach.spec.ts](../test/e2e/reach.spec.ts) 逐条走遍本表 / walk all of this table.
`;

const rowOf = (route: Route): string => {
  const may = ROLES.map((role) => (route.roles?.includes(role) ? '●' : ''));
  const command = route.input && route.orders ? ` \`${route.input.name}\`` : '';
  return `| \`${route.verb} /${route.path}\`${command} | ${route.title} | ${may.join(' | ')} | ${REACHES[reachOf(route)]} |`;
};

const tableOf = (title: string, of: readonly Route[]): string => {
  const columns = ['路由 / route', '事项 / what', ...ROLES.map((role) => `${SHORT[role]}<br>${role}`), '范围 / reach'];
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
      guarded.filter(({ orders }) => orders),
    ),
    tableOf(
      '查询 / Queries',
      guarded.filter(({ orders }) => !orders),
    ),
    `## 不需要令牌 / Without a token\n\n${open.sort().join('\n')}\n`,
  ].join('\n');
};
