import { Injectable } from '@nestjs/common';
import { type CommandMeta, command } from '../../kernel/command.js';
import { INSTALLATION } from '../../kernel/roles.js';
import { Clock } from '../../platform/clock.js';
import { Commands } from '../../platform/commands/commands.js';
import type { Receipt } from '../../platform/commands/receipt.js';
import { MasterKey } from '../../platform/sealing/master-key.js';
import { commandIdOf } from '../../platform/streams/ids.js';
import { reject } from '../domain/evaluation/rejections.js';
import { CastBallot, type IssueBallotPaper } from '../domain/evaluation/vote.js';
import type { Grade } from '../domain/grades.js';
import { ballotIdOf, BlindCredentials } from './blind-credentials.js';

/** A ballot as it comes in. */
export interface Ballot {
  readonly workerId: string;
  readonly year: string;
  readonly round: number;
  readonly secret: string;
  readonly credential: string;
  readonly grade: Grade;
}

/** Actor of the ballots: nobody. */
const BOX = 'ballot-box';

/** Signs the credentials of voters and takes ballots, each from nobody. */
@Injectable()
export class BallotBox {
  constructor(
    private readonly master: MasterKey,
    private readonly commands: Commands,
    private readonly clock: Clock,
  ) {}

  /** @throws Rejection EVALUATION_PAPER_MALFORMED */
  check(blinded: string): void {
    if (!BlindCredentials.isBlinded(blinded)) throw reject('EVALUATION_PAPER_MALFORMED');
  }

  sign({ workerId, year, round, blinded }: IssueBallotPaper): string {
    return this.credentialsOf(workerId, year, round).sign(blinded);
  }

  /**
   * Puts a ballot in the box. Its command has no person, no correlation and an id that the ballot gives: the same again has no
   * effect.
   * @throws Rejection EVALUATION_CREDENTIAL_INVALID, before anything of the evaluation is looked at
   */
  async put({ workerId, year, round, secret, credential, grade }: Ballot): Promise<Receipt> {
    if (!this.credentialsOf(workerId, year, round).fits(secret, credential))
      throw reject('EVALUATION_CREDENTIAL_INVALID');
    const ballotId = ballotIdOf(secret);
    const commandId = commandIdOf(BOX, `${workerId}-${year}-${round}:${ballotId}`);
    const meta: CommandMeta = {
      ...{ actor: BOX, role: 'system', unit: INSTALLATION },
      ...{ commandId, correlationId: commandId, causationId: commandId, occurredAt: this.clock.now() },
    };
    return this.commands.send(command(CastBallot, { workerId, year, round, ballotId, grade }, meta));
  }

  /** 32 bytes for one evaluation: the master key's digests are 16 each. */
  private credentialsOf(workerId: string, year: string, round: number): BlindCredentials {
    const half = (name: string): string => this.master.digest(`ballots:${name}:${workerId}-${year}-${round}`);
    return new BlindCredentials(half('first') + half('second'));
  }
}
