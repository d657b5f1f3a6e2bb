/**
 * The list files that exist. A new list is a JSON file beside this one and two lines here.
 */
import AC from './AC.json' with { type: 'json' };
import AG from './AG.json' with { type: 'json' };
import AK from './AK.json' with { type: 'json' };
import AO from './AO.json' with { type: 'json' };
import AS from './AS.json' with { type: 'json' };
import AT from './AT.json' with { type: 'json' };
import AU from './AU.json' with { type: 'json' };
import AX from './AX.json' with { type: 'json' };
import BA from './BA.json' with { type: 'json' };
import CK from './CK.json' with { type: 'json' };
import CN from './CN.json' with { type: 'json' };
import CP from './CP.json' with { type: 'json' };
import CS from './CS.json' with { type: 'json' };
import CU from './CU.json' with { type: 'json' };
import CV from './CV.json' with { type: 'json' };
import DB from './DB.json' with { type: 'json' };
import DF from './DF.json' with { type: 'json' };
import DK from './DK.json' with { type: 'json' };
import DM from './DM.json' with { type: 'json' };
import DQ from './DQ.json' with { type: 'json' };
import DR from './DR.json' with { type: 'json' };
import EG from './EG.json' with { type: 'json' };
import EV from './EV.json' with { type: 'json' };
import FT from './FT.json' with { type: 'json' };
import FTA from './FTA.json' with { type: 'json' };
import FTB from './FTB.json' with { type: 'json' };
import HE from './HE.json' with { type: 'json' };
import HL from './HL.json' with { type: 'json' };
import HU from './HU.json' with { type: 'json' };
import IQ from './IQ.json' with { type: 'json' };
import IT from './IT.json' with { type: 'json' };
import LS from './LS.json' with { type: 'json' };
import LSUSE from './LSUSE.json' with { type: 'json' };
import ME from './ME.json' with { type: 'json' };
import MO from './MO.json' with { type: 'json' };
import PA from './PA.json' with { type: 'json' };
import PK from './PK.json' with { type: 'json' };
import PL from './PL.json' with { type: 'json' };
import PR from './PR.json' with { type: 'json' };
import RE from './RE.json' with { type: 'json' };
import RO from './RO.json' with { type: 'json' };
import RS from './RS.json' with { type: 'json' };
import SA from './SA.json' with { type: 'json' };
import ST from './ST.json' with { type: 'json' };
import TA from './TA.json' with { type: 'json' };
import TLP from './TLP.json' with { type: 'json' };
import UN from './UN.json' with { type: 'json' };
import VC from './VC.json' with { type: 'json' };
import VK from './VK.json' with { type: 'json' };

/** The files as they are, unchecked; lists.ts checks them. */
export const SOURCES = {
  AC,
  AG,
  AK,
  AO,
  AS,
  AT,
  AU,
  AX,
  BA,
  CK,
  CN,
  CP,
  CS,
  CU,
  CV,
  DB,
  DF,
  DK,
  DM,
  DQ,
  DR,
  EG,
  EV,
  FT,
  FTA,
  FTB,
  HE,
  HL,
  HU,
  IQ,
  IT,
  LS,
  LSUSE,
  ME,
  MO,
  PA,
  PK,
  PL,
  PR,
  RE,
  RO,
  RS,
  SA,
  ST,
  TA,
  TLP,
  UN,
  VC,
  VK,
} as const;

export type ListName = keyof typeof SOURCES;
