import { SetMetadata } from '@nestjs/common';
import type { Role } from '../../kernel/roles.js';

export const ROLES = Symbol('roles of a route');
export const PUBLIC = Symbol('public route');

/** Who may call the route. A route with neither this nor `Public` is refused for everybody. */
export const Roles = (...roles: readonly Role[]): MethodDecorator & ClassDecorator => SetMetadata(ROLES, roles);
/** The route answers without a token: health and metrics. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);
