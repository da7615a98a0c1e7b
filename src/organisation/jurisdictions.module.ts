import { Global, Module } from '@nestjs/common';
import { JURISDICTIONS } from '../platform/auth/jurisdictions.js';
import { OrganisationJurisdictions } from './organisation.jurisdictions.js';

/** Provides the reference data of the installation to all. Needs `StreamStore` to be provided for all modules. */
@Global()
@Module({
  providers: [OrganisationJurisdictions, { provide: JURISDICTIONS, useExisting: OrganisationJurisdictions }],
  exports: [OrganisationJurisdictions, JURISDICTIONS],
})
export class JurisdictionsModule {}
