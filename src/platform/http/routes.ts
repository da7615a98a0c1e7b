import { applyDecorators, Get, HttpCode, Post, SetMetadata, UseInterceptors } from '@nestjs/common';
import type { Command, CommandClass } from '../../kernel/command.js';
import type { Title } from '../../kernel/rejection.js';
import type { Role } from '../../kernel/roles.js';
import { type Access, accessOf, Allows, rolesIn } from '../auth/access.js';
import { type AnswerDocs, commandDocs, queryDocs } from './documentation/operations.js';
import { COMMAND } from './order.js';
import { QUESTION, type QuestionClass } from './question.js';
import { ReceiptInterceptor } from './receipt.interceptor.js';

/**
 * A route that takes a command: validation, access, receipt, ETag and documentation. The method has one parameter, `@Ordered()`.
 * @param path under the controller's; its parameters are the command's fields declared with `path: true`
 * @param access its row in the table of access
 */
export const PostCommand = <C extends Command>(
  path: string,
  of: CommandClass<C>,
  access: readonly Role[] | Access,
  title: Title,
): MethodDecorator =>
  applyDecorators(
    Post(path),
    HttpCode(200),
    Allows(access),
    SetMetadata(COMMAND, of),
    UseInterceptors(ReceiptInterceptor),
    commandDocs(of, rolesIn(accessOf(access)), title),
  );

/**
 * A route that answers a question: validation, access and documentation. The method has one parameter, `@Queried()`.
 * @param of the fields of path and query string; lists extend `PageQuery`, single records `AfterQuery`
 * @param access its row in the table of access: what `inReach` and `reaches` go by
 */
export const GetQuery = (
  path: string,
  of: QuestionClass,
  access: readonly Role[] | Access,
  title: Title,
  answer: AnswerDocs = {},
): MethodDecorator =>
  applyDecorators(
    Get(path),
    Allows(access),
    SetMetadata(QUESTION, of),
    queryDocs(of, rolesIn(accessOf(access)), title, answer),
  );
