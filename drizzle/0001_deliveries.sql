CREATE TABLE "channel_gates" (
	"workspace_id" integer NOT NULL,
	"channel" text NOT NULL,
	"channel_id" text,
	"next_at" timestamp with time zone NOT NULL,
	"busy_until" timestamp with time zone,
	"fence" bigint NOT NULL,
	CONSTRAINT "channel_gates_workspace_id_channel_pk" PRIMARY KEY("workspace_id","channel")
);
--> statement-breakpoint
ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_state";--> statement-breakpoint
DROP INDEX "deliveries_owed";--> statement-breakpoint
ALTER TABLE "deliveries" ALTER COLUMN "message_ts" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "thread_key" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "sequence" bigint NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "deliveries_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1);--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "broadcast" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "severity" text DEFAULT 'warning' NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "owed_since" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "post_began_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "channel_gates" ADD CONSTRAINT "channel_gates_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_replies" ON "deliveries" USING btree ("workspace_id","thread_key","sequence") WHERE "deliveries"."state" = 'owed' and "deliveries"."message_ts" is null;--> statement-breakpoint
CREATE INDEX "deliveries_trouble" ON "deliveries" USING btree ("state","owed_since") WHERE "deliveries"."state" <> 'sent';--> statement-breakpoint
CREATE INDEX "deliveries_owed" ON "deliveries" USING btree ("workspace_id","channel","due_at","sequence") WHERE "deliveries"."state" = 'owed';--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_state" CHECK ("deliveries"."state" in ('owed', 'sent', 'failed', 'unknown'));