import { VERSION } from '#platform/health.ts'
import { addCreateAccount } from './create-account.ts'
import { addCreateApiKey } from './create-api-key.ts'
import { addCreateOrganisation } from './create-organisation.ts'
import { addCreatePartnership } from './create-partnership.ts'
import { addCreateTeam } from './create-team.ts'
import { addImportDeprivation } from './import-deprivation.ts'
import { addImportDistricts } from './import-districts.ts'
import { addImportIcbs } from './import-icbs.ts'
import { addImportOpenReferral } from './import-open-referral.ts'
import { addImportPcns } from './import-pcns.ts'
import { addImportPostcodes } from './import-postcodes.ts'
import { addImportPractices } from './import-practices.ts'
import { addImportTaxonomy } from './import-taxonomy.ts'
import { addImportSpreadsheet } from './import-spreadsheet.ts'
import { addListHarvests } from './list-harvests.ts'
import { runProgram, type AddCommand } from './program.ts'
import { addRecordMeasureLicence } from './record-measure-licence.ts'
import { addVerifyJournal } from './verify-journal.ts'
import { addVerifyStatuses } from './verify-statuses.ts'

/** Every command, in the order of the help. A new one is a file of its own beside this and a line here. */
const COMMANDS: AddCommand[] = [
  addCreatePartnership,
  addCreateOrganisation,
  addCreateTeam,
  addCreateAccount,
  addCreateApiKey,
  addImportOpenReferral,
  addImportSpreadsheet,
  addImportTaxonomy,
  addImportIcbs,
  addImportPcns,
  addImportPractices,
  addImportDistricts,
  addImportPostcodes,
  addImportDeprivation,
  addListHarvests,
  addRecordMeasureLicence,
  addVerifyJournal,
  addVerifyStatuses,
]

process.exitCode = await runProgram(COMMANDS, process.argv.slice(2), VERSION)
