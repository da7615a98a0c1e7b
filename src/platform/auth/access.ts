import { SetMetadata } from '@nestjs/common';
import { type Relation, type Role, ROLES } from '../../kernel/roles.js';

export const ACCESS = Symbol('row of a route in the table of access');
export const PUBLIC = Symbol('public route');

/** A row of the table of access: the roles that may use a route, and which records each of them reaches through it. */
export type Access = Readonly<Partial<Record<Role, Relation>>>;

const each = (roles: readonly Role[], relation: (role: Role) => Relation): Access =>
  Object.fromEntries(roles.map((role) => [role, relation(role)]));

/** For records that belong to units: the roles reach those of their unit and of the units under it. */
export const within = (roles: readonly Role[]): Access => each(roles, () => 'unit');
/** For records about social workers: they reach their own, wherever they served; the others as `within`. */
export const ownFor = (roles: readonly Role[]): Access =>
  each(roles, (role) => (role === 'social-worker' ? 'own' : 'unit'));
/** For what is published: all of it to whoever of the roles asks. */
export const published = (roles: readonly Role[]): Access => each(roles, () => 'all');

/** The row that a route declares: roles alone mean `within`. */
export const accessOf = (declared: readonly Role[] | Access): Access =>
  isList(declared) ? within(declared) : declared;
const isList = (declared: readonly Role[] | Access): declared is readonly Role[] => Array.isArray(declared);

/** The roles of a row. */
export const rolesIn = (access: Access): Role[] => ROLES.filter((role) => access[role] !== undefined);

/** Who may call the route. A route with neither this nor `Public` is refused for everybody. */
export const Allows = (declared: readonly Role[] | Access): MethodDecorator & ClassDecorator =>
  SetMetadata(ACCESS, accessOf(declared));
/** The route answers without a token: health and metrics. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);
