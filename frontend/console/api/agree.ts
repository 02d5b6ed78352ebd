/*
 * Holds types.ts to the document of the server while compiling: a field that
 * the console reads and the server no longer sends fails the type check.
 */
import type * as Ours from "./types";
import type { components } from "./schema";

type Server = components["schemas"];
/** Fields of ours that the server does not send; `never` when there are none. */
type Missing<Mine, Theirs> = Exclude<keyof Mine, keyof Theirs>;
type None<T extends never> = T;

export type Agreed = [
  None<Missing<Ours.Me, Server["Me"]>>,
  None<Missing<Ours.SignIn, Server["SessionBegun"]>>,
  None<Missing<Ours.Session, Server["SessionShown"]>>,
  None<Missing<Ours.TicketRow, Server["TicketRowView"]>>,
  None<Missing<Ours.Ticket, Server["TicketView"]>>,
  None<Missing<Ours.Clock, Server["ClockView"]>>,
  None<Missing<Ours.Bucket, Server["BucketView"]>>,
  None<Missing<Ours.Message, Server["MessageView"]>>,
  None<Missing<Ours.Attachment, Server["AttachmentView"]>>,
  None<Missing<Ours.TicketEvent, Server["EventView"]>>,
  None<Missing<Ours.Decision, Server["DecisionView"]>>,
  None<Missing<Ours.Check, Server["CheckView"]>>,
  None<Missing<Ours.Candidate, Server["CandidateView"]>>,
  None<Missing<Ours.BulkResult, Server["BulkResult"]>>,
  None<Missing<Ours.Account, Server["AccountView"]>>,
  None<Missing<Ours.Contact, Server["ContactView"]>>,
  None<Missing<Ours.Agent, Server["AgentView"]>>,
  None<Missing<Ours.Team, Server["TeamView"]>>,
  None<Missing<Ours.Status, Server["StatusRecord"]>>,
  None<Missing<Ours.View, Server["SavedView"]>>,
  None<Missing<Ours.AuditEntry, Server["AuditEntry"]>>,
  None<Missing<Ours.ApiToken, Server["TokenView"]>>,
  None<Missing<Ours.DeviceSession, Server["SessionView"]>>,
  None<Missing<Ours.Contract, Server["ContractView"]>>,
  None<Missing<Ours.ContractVersion, Server["ContractVersionView"]>>,
  None<Missing<Ours.Terms, Server["TermsView"]>>,
  None<Missing<Ours.Reserved, Server["ReservedView"]>>,
  None<Missing<Ours.SuspendedMail, Server["SuspendedMailView"]>>,
  None<Missing<Ours.Plan, Server["PlanView"]>>,
  None<Missing<Ours.QuickSearch, Server["QuickFound"]>>,
  None<Missing<Ours.Preview, Server["PreviewView"]>>,
  None<Missing<Ours.Asset, Server["AssetView"]>>,
  None<Missing<Ours.Period, Server["PeriodView"]>>,
  None<Missing<Ours.Notice, Server["NotificationView"]>>,
];
