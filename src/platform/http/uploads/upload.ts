import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  HttpCode,
  Inject,
  Injectable,
  type PipeTransform,
  Post,
  SetMetadata,
} from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { CommandMeta } from '../../../kernel/command.js';
import type { Title } from '../../../kernel/rejection.js';
import type { Role } from '../../../kernel/roles.js';
import { type Access, accessOf, Allows, rolesIn } from '../../auth/access.js';
import { Clock } from '../../clock.js';
import type { Reader } from '../../read-store/reach.js';
import { CSV, type TableType, XLSX } from '../../tables/read-table.js';
import { type UploadDocs, uploadDocs } from '../documentation/uploads.js';
import { headerOf, readerOf } from '../edge-request.js';
import { metaOf } from '../order.js';
import { QUESTION, type QuestionClass, queryIn } from '../question.js';
import { type FileBody, fileIn, TAKES_FILES } from './file-body.js';

/** A file of somebody: what they ask for it, who they are, and what commands that follow from it begin with. */
export interface Upload<Q extends object> {
  readonly query: Q;
  readonly principal: Reader;
  readonly meta: CommandMeta;
  readonly file: FileBody;
  /** The type of table that the caller wants for an answer; undefined: JSON. */
  readonly wants: TableType | undefined;
}

/**
 * A route that takes a table as its body: access, limits and documentation. The method has one parameter, `@Uploaded()`.
 * @param of the fields of path and query string
 * @param access its row in the table of access
 */
export const PostTable = (
  path: string,
  of: QuestionClass,
  access: readonly Role[] | Access,
  title: Title,
  docs: UploadDocs,
): MethodDecorator =>
  applyDecorators(
    Post(path),
    HttpCode(200),
    Allows(access),
    SetMetadata(QUESTION, of),
    RouteConfig(TAKES_FILES),
    uploadDocs(of, rolesIn(accessOf(access)), title, docs),
  );

interface RawUpload {
  readonly of: QuestionClass;
  readonly request: FastifyRequest;
}

@Injectable()
export class UploadPipe implements PipeTransform<RawUpload, Upload<object>> {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  transform({ of, request }: RawUpload): Upload<object> {
    const file = fileIn(request);
    const accepted = headerOf(request, 'accept') ?? '';
    return {
      query: queryIn(of, request),
      principal: readerOf(request),
      meta: metaOf(request, this.clock),
      file,
      wants: ([CSV, XLSX] as const).find((type) => accepted.includes(type)),
    };
  }
}

const RawUploaded = createParamDecorator((_: unknown, context: ExecutionContext): RawUpload => {
  const of = Reflect.getMetadata(QUESTION, context.getHandler()) as QuestionClass | undefined;
  if (!of) throw new Error(`${context.getClass().name}.${context.getHandler().name} has no @PostTable`);
  return { of, request: context.switchToHttp().getRequest<FastifyRequest>() };
});

/** The upload of a `@PostTable` route, as `Upload<Q>`. */
export const Uploaded = (): ParameterDecorator => RawUploaded(UploadPipe);
