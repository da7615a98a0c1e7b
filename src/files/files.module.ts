import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { Settings } from '../platform/config/settings.js';
import { PdfPrinter } from '../platform/printing/pdf-printer.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { fileAccess } from './domain/file-access.js';
import { FilesController } from './files.controller.js';
import { FilesQueries } from './files.queries.js';
import { FormsQueries } from './forms/forms.queries.js';
import { OwnFileQueries } from './own-file.queries.js';
import { PersonalFiles } from './personal-files.js';

@Module({
  controllers: [FilesController, FilesQueries, FormsQueries, OwnFileQueries],
  providers: [
    MinorsShield,
    PersonalFiles,
    {
      provide: PdfPrinter,
      inject: [Settings],
      useFactory: ({ chromiumPath: browser }: Settings) => new PdfPrinter({ browser }),
    },
    ...handlersFor(fileAccess),
  ],
})
export class FilesModule {}
