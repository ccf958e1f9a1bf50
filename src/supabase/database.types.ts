// Written by `npm run types` from the migrations: change those, not this.
export type Json =
  | string
  | number
  | boolean
  | null
  | { [key: string]: Json | undefined }
  | Json[]

export type Database = {
  public: {
    Tables: {
      ai_bot_health: {
        Row: {
          created_at: string
          daily_budget_micros: number | null
          error_rate: number
          folded: Json | null
          heartbeat_at: string | null
          heartbeat_every_seconds: number
          id: string
          label: string
          latency_ms: number | null
          message: string | null
          model: string | null
          name: string
          purpose: string | null
          queue_depth: number
          review_below: number
          search: string | null
          sort_name: string
          state: string
          state_since: string
          updated_at: string
          version: string | null
        }
        Insert: {
          created_at?: string
          daily_budget_micros?: number | null
          error_rate?: number
          folded?: never
          heartbeat_at?: string | null
          heartbeat_every_seconds?: number
          id?: string
          label: string
          latency_ms?: number | null
          message?: string | null
          model?: string | null
          name: string
          purpose?: string | null
          queue_depth?: number
          review_below?: number
          search?: never
          sort_name?: never
          state?: string
          state_since?: string
          updated_at?: string
          version?: string | null
        }
        Update: {
          created_at?: string
          daily_budget_micros?: number | null
          error_rate?: number
          folded?: never
          heartbeat_at?: string | null
          heartbeat_every_seconds?: number
          id?: string
          label?: string
          latency_ms?: number | null
          message?: string | null
          model?: string | null
          name?: string
          purpose?: string | null
          queue_depth?: number
          review_below?: number
          search?: never
          sort_name?: never
          state?: string
          state_since?: string
          updated_at?: string
          version?: string | null
        }
        Relationships: []
      }
      audit_log: {
        Row: {
          action: string
          actor_id: string | null
          actor_kind: string
          actor_name: string
          actor_roles: string[]
          after: Json | null
          at: string
          before: Json | null
          changed: string[]
          folded: Json | null
          id: number
          operation_id: string | null
          reason: string | null
          record_id: string
          record_label: string | null
          search: string | null
          table_name: string
        }
        Insert: {
          action: string
          actor_id?: string | null
          actor_kind: string
          actor_name: string
          actor_roles?: string[]
          after?: Json | null
          at?: string
          before?: Json | null
          changed?: string[]
          folded?: never
          id?: never
          operation_id?: string | null
          reason?: string | null
          record_id: string
          record_label?: string | null
          search?: never
          table_name: string
        }
        Update: {
          action?: string
          actor_id?: string | null
          actor_kind?: string
          actor_name?: string
          actor_roles?: string[]
          after?: Json | null
          at?: string
          before?: Json | null
          changed?: string[]
          folded?: never
          id?: never
          operation_id?: string | null
          reason?: string | null
          record_id?: string
          record_label?: string | null
          search?: never
          table_name?: string
        }
        Relationships: []
      }
      badges: {
        Row: {
          active: boolean
          category: string
          code: string
          created_at: string
          criteria: NonNullable<Json>
          description: string
          folded: Json | null
          icon: string
          id: string
          name: string
          points: number
          position: number
          search: string | null
          tier: string
          updated_at: string
        }
        Insert: {
          active?: boolean
          category: string
          code: string
          created_at?: string
          criteria?: NonNullable<Json>
          description: string
          folded?: never
          icon?: string
          id?: string
          name: string
          points?: number
          position?: number
          search?: never
          tier?: string
          updated_at?: string
        }
        Update: {
          active?: boolean
          category?: string
          code?: string
          created_at?: string
          criteria?: NonNullable<Json>
          description?: string
          folded?: never
          icon?: string
          id?: string
          name?: string
          points?: number
          position?: number
          search?: never
          tier?: string
          updated_at?: string
        }
        Relationships: []
      }
      billing_accounts: {
        Row: {
          account: string
          document: string
          id: string | null
          updated_at: string
        }
        Insert: {
          account: string
          document: string
          id?: never
          updated_at?: string
        }
        Update: {
          account?: string
          document?: string
          id?: never
          updated_at?: string
        }
        Relationships: []
      }
      billing_periods: {
        Row: {
          closed: boolean
          closed_at: string
          closed_by: string | null
          figures: NonNullable<Json>
          id: string
          month: string
          reason: string | null
          reopened_at: string | null
          reopened_by: string | null
        }
        Insert: {
          closed?: boolean
          closed_at?: string
          closed_by?: string | null
          figures?: NonNullable<Json>
          id?: string
          month: string
          reason?: string | null
          reopened_at?: string | null
          reopened_by?: string | null
        }
        Update: {
          closed?: boolean
          closed_at?: string
          closed_by?: string | null
          figures?: NonNullable<Json>
          id?: string
          month?: string
          reason?: string | null
          reopened_at?: string | null
          reopened_by?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "billing_periods_closed_by_fkey"
            columns: ["closed_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "billing_periods_reopened_by_fkey"
            columns: ["reopened_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
        ]
      }
      billing_sellers: {
        Row: {
          address: string
          country: string
          created_at: string
          due_days: number
          email: string
          id: string | null
          name: string
          series: string
          tax_id: string | null
          updated_at: string
        }
        Insert: {
          address: string
          country: string
          created_at?: string
          due_days?: number
          email: string
          id?: never
          name: string
          series: string
          tax_id?: string | null
          updated_at?: string
        }
        Update: {
          address?: string
          country?: string
          created_at?: string
          due_days?: number
          email?: string
          id?: never
          name?: string
          series?: string
          tax_id?: string | null
          updated_at?: string
        }
        Relationships: []
      }
      bot_actions_log: {
        Row: {
          action: string
          bot_id: string
          changed: Json | null
          confidence: number | null
          cost_currency: string
          cost_micros: number
          created_at: string
          duration_ms: number | null
          error_group: string | null
          error_message: string | null
          folded: Json | null
          id: number
          input: NonNullable<Json>
          outcome: string
          output: NonNullable<Json>
          reverted_at: string | null
          review: string
          review_note: string | null
          reviewed_at: string | null
          reviewed_by: string | null
          search: string | null
          target_id: string | null
          target_table: string | null
          updated_at: string
        }
        Insert: {
          action: string
          bot_id: string
          changed?: Json | null
          confidence?: number | null
          cost_currency?: string
          cost_micros?: number
          created_at?: string
          duration_ms?: number | null
          error_group?: never
          error_message?: string | null
          folded?: never
          id?: never
          input?: NonNullable<Json>
          outcome: string
          output?: NonNullable<Json>
          reverted_at?: string | null
          review?: string
          review_note?: string | null
          reviewed_at?: string | null
          reviewed_by?: string | null
          search?: never
          target_id?: string | null
          target_table?: string | null
          updated_at?: string
        }
        Update: {
          action?: string
          bot_id?: string
          changed?: Json | null
          confidence?: number | null
          cost_currency?: string
          cost_micros?: number
          created_at?: string
          duration_ms?: number | null
          error_group?: never
          error_message?: string | null
          folded?: never
          id?: never
          input?: NonNullable<Json>
          outcome?: string
          output?: NonNullable<Json>
          reverted_at?: string | null
          review?: string
          review_note?: string | null
          reviewed_at?: string | null
          reviewed_by?: string | null
          search?: never
          target_id?: string | null
          target_table?: string | null
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "bot_actions_log_bot_id_fkey"
            columns: ["bot_id"]
            referencedRelation: "ai_bot_health"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "bot_actions_log_bot_id_fkey"
            columns: ["bot_id"]
            referencedRelation: "bot_board"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "bot_actions_log_reviewed_by_fkey"
            columns: ["reviewed_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
        ]
      }
      bot_health_samples: {
        Row: {
          bot_id: string
          error_rate: number
          id: number
          latency_ms: number | null
          queue_depth: number
          sampled_at: string
          state: string
        }
        Insert: {
          bot_id: string
          error_rate?: number
          id?: never
          latency_ms?: number | null
          queue_depth?: number
          sampled_at?: string
          state: string
        }
        Update: {
          bot_id?: string
          error_rate?: number
          id?: never
          latency_ms?: number | null
          queue_depth?: number
          sampled_at?: string
          state?: string
        }
        Relationships: [
          {
            foreignKeyName: "bot_health_samples_bot_id_fkey"
            columns: ["bot_id"]
            referencedRelation: "ai_bot_health"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "bot_health_samples_bot_id_fkey"
            columns: ["bot_id"]
            referencedRelation: "bot_board"
            referencedColumns: ["id"]
          },
        ]
      }
      bot_incidents: {
        Row: {
          acknowledged_at: string | null
          acknowledged_by: string | null
          bot_id: string
          folded: Json | null
          id: string
          note: string | null
          opened_at: string
          resolved_at: string | null
          search: string | null
          severity: string
          summary: string
          updated_at: string
        }
        Insert: {
          acknowledged_at?: string | null
          acknowledged_by?: string | null
          bot_id: string
          folded?: never
          id?: string
          note?: string | null
          opened_at?: string
          resolved_at?: string | null
          search?: never
          severity: string
          summary: string
          updated_at?: string
        }
        Update: {
          acknowledged_at?: string | null
          acknowledged_by?: string | null
          bot_id?: string
          folded?: never
          id?: string
          note?: string | null
          opened_at?: string
          resolved_at?: string | null
          search?: never
          severity?: string
          summary?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "bot_incidents_acknowledged_by_fkey"
            columns: ["acknowledged_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "bot_incidents_bot_id_fkey"
            columns: ["bot_id"]
            referencedRelation: "ai_bot_health"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "bot_incidents_bot_id_fkey"
            columns: ["bot_id"]
            referencedRelation: "bot_board"
            referencedColumns: ["id"]
          },
        ]
      }
      bot_reviews: {
        Row: {
          action_id: number
          client_key: string
          created_at: string
          decision: string
          decision_seen: number | null
          id: number
          note: string | null
          note_before: string | null
          reviewed_at_before: string | null
          reviewed_by_before: string | null
          reviewer_id: string
          state_after: string
          state_before: string
          undoes_id: number | null
        }
        Insert: {
          action_id: number
          client_key: string
          created_at?: string
          decision: string
          decision_seen?: number | null
          id?: never
          note?: string | null
          note_before?: string | null
          reviewed_at_before?: string | null
          reviewed_by_before?: string | null
          reviewer_id: string
          state_after: string
          state_before: string
          undoes_id?: number | null
        }
        Update: {
          action_id?: number
          client_key?: string
          created_at?: string
          decision?: string
          decision_seen?: number | null
          id?: never
          note?: string | null
          note_before?: string | null
          reviewed_at_before?: string | null
          reviewed_by_before?: string | null
          reviewer_id?: string
          state_after?: string
          state_before?: string
          undoes_id?: number | null
        }
        Relationships: [
          {
            foreignKeyName: "bot_reviews_action_id_fkey"
            columns: ["action_id"]
            referencedRelation: "bot_actions_log"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "bot_reviews_action_id_fkey"
            columns: ["action_id"]
            referencedRelation: "bot_review_queue"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "bot_reviews_reviewer_id_fkey"
            columns: ["reviewer_id"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "bot_reviews_undoes_id_fkey"
            columns: ["undoes_id"]
            referencedRelation: "bot_review_queue"
            referencedColumns: ["decision_seen"]
          },
          {
            foreignKeyName: "bot_reviews_undoes_id_fkey"
            columns: ["undoes_id"]
            referencedRelation: "bot_reviews"
            referencedColumns: ["id"]
          },
        ]
      }
      chart_annotations: {
        Row: {
          created_at: string
          created_by: string | null
          id: string
          kind: string
          label: string
          on_day: string
          until_day: string | null
          updated_at: string
        }
        Insert: {
          created_at?: string
          created_by?: string | null
          id?: string
          kind?: string
          label: string
          on_day: string
          until_day?: string | null
          updated_at?: string
        }
        Update: {
          created_at?: string
          created_by?: string | null
          id?: string
          kind?: string
          label?: string
          on_day?: string
          until_day?: string | null
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "chart_annotations_created_by_fkey"
            columns: ["created_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
        ]
      }
      chart_lines: {
        Row: {
          active: boolean
          created_at: string
          created_by: string | null
          direction: string
          figure: string
          id: string
          period: string
          subject: string | null
          team: string
          threshold: number
          updated_at: string
        }
        Insert: {
          active?: boolean
          created_at?: string
          created_by?: string | null
          direction?: string
          figure: string
          id?: string
          period?: string
          subject?: string | null
          team: string
          threshold: number
          updated_at?: string
        }
        Update: {
          active?: boolean
          created_at?: string
          created_by?: string | null
          direction?: string
          figure?: string
          id?: string
          period?: string
          subject?: string | null
          team?: string
          threshold?: number
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "chart_lines_created_by_fkey"
            columns: ["created_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
        ]
      }
      chart_pins: {
        Row: {
          address: string
          chart: string
          created_at: string
          id: string
          updated_at: string
          user_id: string
        }
        Insert: {
          address?: string
          chart: string
          created_at?: string
          id?: string
          updated_at?: string
          user_id?: string
        }
        Update: {
          address?: string
          chart?: string
          created_at?: string
          id?: string
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "chart_pins_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
        ]
      }
      comment_mentions: {
        Row: {
          comment_id: string
          created_at: string
          id: string
          person_id: string
          read_at: string | null
          updated_at: string
        }
        Insert: {
          comment_id: string
          created_at?: string
          id?: string
          person_id: string
          read_at?: string | null
          updated_at?: string
        }
        Update: {
          comment_id?: string
          created_at?: string
          id?: string
          person_id?: string
          read_at?: string | null
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "comment_mentions_comment_id_fkey"
            columns: ["comment_id"]
            referencedRelation: "record_comments"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "comment_mentions_person_id_fkey"
            columns: ["person_id"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
        ]
      }
      community_posts: {
        Row: {
          body: string
          comment_count: number
          created_at: string
          edited_at: string | null
          folded: Json | null
          id: string
          image_path: string | null
          kind: string
          pending_version: number | null
          pinned_until: string | null
          published_at: string | null
          reaction_count: number
          search: string | null
          state: string
          title: string
          topic_id: string | null
          updated_at: string
          user_id: string
          version: number
          view_count: number
          bot_category: string | null
          bot_score: number | null
          report_count: number | null
        }
        Insert: {
          body: string
          comment_count?: number
          created_at?: string
          edited_at?: string | null
          folded?: never
          id?: string
          image_path?: string | null
          kind?: string
          pending_version?: number | null
          pinned_until?: string | null
          published_at?: string | null
          reaction_count?: number
          search?: never
          state?: string
          title: string
          topic_id?: string | null
          updated_at?: string
          user_id: string
          version?: number
          view_count?: number
        }
        Update: {
          body?: string
          comment_count?: number
          created_at?: string
          edited_at?: string | null
          folded?: never
          id?: string
          image_path?: string | null
          kind?: string
          pending_version?: number | null
          pinned_until?: string | null
          published_at?: string | null
          reaction_count?: number
          search?: never
          state?: string
          title?: string
          topic_id?: string | null
          updated_at?: string
          user_id?: string
          version?: number
          view_count?: number
        }
        Relationships: [
          {
            foreignKeyName: "community_posts_topic_id_fkey"
            columns: ["topic_id"]
            referencedRelation: "content_topics"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "community_posts_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "community_posts_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      content_articles: {
        Row: {
          author_name: string
          body: string
          created_at: string
          featured_until: string | null
          feed_weight: number
          folded: Json | null
          id: string
          published_at: string | null
          reading_minutes: number
          search: string | null
          slug: string
          state: string
          summary: string
          tags: string[]
          title: string
          topic_id: string
          updated_at: string
        }
        Insert: {
          author_name: string
          body: string
          created_at?: string
          featured_until?: string | null
          feed_weight?: number
          folded?: never
          id?: string
          published_at?: string | null
          reading_minutes?: number
          search?: never
          slug: string
          state?: string
          summary: string
          tags?: string[]
          title: string
          topic_id: string
          updated_at?: string
        }
        Update: {
          author_name?: string
          body?: string
          created_at?: string
          featured_until?: string | null
          feed_weight?: number
          folded?: never
          id?: string
          published_at?: string | null
          reading_minutes?: number
          search?: never
          slug?: string
          state?: string
          summary?: string
          tags?: string[]
          title?: string
          topic_id?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "content_articles_topic_id_fkey"
            columns: ["topic_id"]
            referencedRelation: "content_topics"
            referencedColumns: ["id"]
          },
        ]
      }
      content_reports: {
        Row: {
          category: string
          comment_id: string | null
          created_at: string
          decided_at: string | null
          decided_by: string | null
          id: string
          item_version: number
          note: string | null
          post_id: string | null
          reporter_id: string
          state: string
          updated_at: string
        }
        Insert: {
          category: string
          comment_id?: string | null
          created_at?: string
          decided_at?: string | null
          decided_by?: string | null
          id?: string
          item_version: number
          note?: string | null
          post_id?: string | null
          reporter_id: string
          state?: string
          updated_at?: string
        }
        Update: {
          category?: string
          comment_id?: string | null
          created_at?: string
          decided_at?: string | null
          decided_by?: string | null
          id?: string
          item_version?: number
          note?: string | null
          post_id?: string | null
          reporter_id?: string
          state?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "content_reports_category_fkey"
            columns: ["category"]
            referencedRelation: "moderation_reasons"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "content_reports_comment_id_fkey"
            columns: ["comment_id"]
            referencedRelation: "post_comments"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "content_reports_decided_by_fkey"
            columns: ["decided_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "content_reports_post_id_fkey"
            columns: ["post_id"]
            referencedRelation: "community_posts"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "content_reports_reporter_id_fkey"
            columns: ["reporter_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "content_reports_reporter_id_fkey"
            columns: ["reporter_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      content_signals: {
        Row: {
          bot_category: string | null
          bot_score: number | null
          comment_id: string | null
          id: string
          post_id: string | null
          report_count: number
        }
        Insert: {
          bot_category?: string | null
          bot_score?: number | null
          comment_id?: string | null
          id?: never
          post_id?: string | null
          report_count?: number
        }
        Update: {
          bot_category?: string | null
          bot_score?: number | null
          comment_id?: string | null
          id?: never
          post_id?: string | null
          report_count?: number
        }
        Relationships: [
          {
            foreignKeyName: "content_signals_comment_id_fkey"
            columns: ["comment_id"]
            referencedRelation: "post_comments"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "content_signals_post_id_fkey"
            columns: ["post_id"]
            referencedRelation: "community_posts"
            referencedColumns: ["id"]
          },
        ]
      }
      content_topics: {
        Row: {
          active: boolean
          created_at: string
          description: string | null
          folded: Json | null
          id: string
          name: string
          position: number
          search: string | null
          slug: string
          updated_at: string
        }
        Insert: {
          active?: boolean
          created_at?: string
          description?: string | null
          folded?: never
          id?: string
          name: string
          position?: number
          search?: never
          slug: string
          updated_at?: string
        }
        Update: {
          active?: boolean
          created_at?: string
          description?: string | null
          folded?: never
          id?: string
          name?: string
          position?: number
          search?: never
          slug?: string
          updated_at?: string
        }
        Relationships: []
      }
      content_versions: {
        Row: {
          author_id: string
          body: string
          comment_id: string | null
          created_at: string
          id: string
          image_path: string | null
          judged_at: string | null
          post_id: string | null
          state: string
          title: string | null
          trust_rule_id: string | null
          updated_at: string
          version: number
          written_at: string
        }
        Insert: {
          author_id: string
          body: string
          comment_id?: string | null
          created_at?: string
          id?: string
          image_path?: string | null
          judged_at?: string | null
          post_id?: string | null
          state: string
          title?: string | null
          trust_rule_id?: string | null
          updated_at?: string
          version: number
          written_at?: string
        }
        Update: {
          author_id?: string
          body?: string
          comment_id?: string | null
          created_at?: string
          id?: string
          image_path?: string | null
          judged_at?: string | null
          post_id?: string | null
          state?: string
          title?: string | null
          trust_rule_id?: string | null
          updated_at?: string
          version?: number
          written_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "content_versions_author_id_fkey"
            columns: ["author_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "content_versions_author_id_fkey"
            columns: ["author_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "content_versions_comment_id_fkey"
            columns: ["comment_id"]
            referencedRelation: "post_comments"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "content_versions_post_id_fkey"
            columns: ["post_id"]
            referencedRelation: "community_posts"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "content_versions_trust_rule_id_fkey"
            columns: ["trust_rule_id"]
            referencedRelation: "edit_trust_rules"
            referencedColumns: ["id"]
          },
        ]
      }
      conversation_flows: {
        Row: {
          created_at: string
          description: string | null
          folded: Json | null
          goal: string
          id: string
          name: string
          search: string | null
          slug: string
          sort_name: string
          state: string
          steps: NonNullable<Json>
          updated_at: string
        }
        Insert: {
          created_at?: string
          description?: string | null
          folded?: never
          goal: string
          id?: string
          name: string
          search?: never
          slug: string
          sort_name?: never
          state?: string
          steps?: NonNullable<Json>
          updated_at?: string
        }
        Update: {
          created_at?: string
          description?: string | null
          folded?: never
          goal?: string
          id?: string
          name?: string
          search?: never
          slug?: string
          sort_name?: never
          state?: string
          steps?: NonNullable<Json>
          updated_at?: string
        }
        Relationships: []
      }
      conversation_questions: {
        Row: {
          active: boolean
          created_at: string
          dimension: string
          folded: Json | null
          guidance: string | null
          id: string
          kind: string
          options: NonNullable<Json>
          position: number
          prompt: string
          search: string | null
          slug: string
          updated_at: string
        }
        Insert: {
          active?: boolean
          created_at?: string
          dimension: string
          folded?: never
          guidance?: string | null
          id?: string
          kind?: string
          options?: NonNullable<Json>
          position?: number
          prompt: string
          search?: never
          slug: string
          updated_at?: string
        }
        Update: {
          active?: boolean
          created_at?: string
          dimension?: string
          folded?: never
          guidance?: string | null
          id?: string
          kind?: string
          options?: NonNullable<Json>
          position?: number
          prompt?: string
          search?: never
          slug?: string
          updated_at?: string
        }
        Relationships: []
      }
      conversation_responses: {
        Row: {
          answer: string | null
          answered_at: string | null
          asked_at: string
          conversation_id: string
          extracted: NonNullable<Json>
          folded: Json | null
          id: number
          position: number
          prompt: string
          question_id: string | null
          search: string | null
          updated_at: string
        }
        Insert: {
          answer?: string | null
          answered_at?: string | null
          asked_at?: string
          conversation_id: string
          extracted?: NonNullable<Json>
          folded?: never
          id?: never
          position: number
          prompt: string
          question_id?: string | null
          search?: never
          updated_at?: string
        }
        Update: {
          answer?: string | null
          answered_at?: string | null
          asked_at?: string
          conversation_id?: string
          extracted?: NonNullable<Json>
          folded?: never
          id?: never
          position?: number
          prompt?: string
          question_id?: string | null
          search?: never
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "conversation_responses_conversation_id_fkey"
            columns: ["conversation_id"]
            referencedRelation: "user_conversations"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "conversation_responses_question_id_fkey"
            columns: ["question_id"]
            referencedRelation: "conversation_questions"
            referencedColumns: ["id"]
          },
        ]
      }
      credit_entries: {
        Row: {
          amount_minor: number
          booked_at: string
          credit_note_id: string | null
          currency: string
          id: string
          invoice_id: string | null
          kind: string
          payment_id: string | null
          reason: string | null
          recorded_by: string | null
          refund_id: string | null
          user_id: string | null
        }
        Insert: {
          amount_minor: number
          booked_at?: string
          credit_note_id?: string | null
          currency: string
          id?: string
          invoice_id?: string | null
          kind: string
          payment_id?: string | null
          reason?: string | null
          recorded_by?: string | null
          refund_id?: string | null
          user_id?: string | null
        }
        Update: {
          amount_minor?: number
          booked_at?: string
          credit_note_id?: string | null
          currency?: string
          id?: string
          invoice_id?: string | null
          kind?: string
          payment_id?: string | null
          reason?: string | null
          recorded_by?: string | null
          refund_id?: string | null
          user_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "credit_entries_credit_note_id_fkey"
            columns: ["credit_note_id"]
            referencedRelation: "credit_notes"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "credit_entries_currency_fkey"
            columns: ["currency"]
            referencedRelation: "currencies"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "credit_entries_invoice_id_fkey"
            columns: ["invoice_id"]
            referencedRelation: "invoices"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "credit_entries_payment_id_fkey"
            columns: ["payment_id"]
            referencedRelation: "payments"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "credit_entries_recorded_by_fkey"
            columns: ["recorded_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "credit_entries_refund_id_fkey"
            columns: ["refund_id"]
            referencedRelation: "refunds"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "credit_entries_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "credit_entries_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "credit_entries_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_activity"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "credit_entries_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_directory"
            referencedColumns: ["id"]
          },
        ]
      }
      credit_notes: {
        Row: {
          applied_minor: number
          buyer: NonNullable<Json>
          currency: string
          folded: Json | null
          id: string
          invoice_id: string
          issued_at: string
          issued_by: string | null
          net_minor: number
          number: string
          reason: string
          search: string | null
          seller: NonNullable<Json>
          tax_minor: number
          taxes: NonNullable<Json>
          total_minor: number | null
          user_id: string | null
        }
        Insert: {
          applied_minor: number
          buyer: NonNullable<Json>
          currency: string
          folded?: never
          id?: string
          invoice_id: string
          issued_at?: string
          issued_by?: string | null
          net_minor: number
          number: string
          reason: string
          search?: never
          seller: NonNullable<Json>
          tax_minor: number
          taxes: NonNullable<Json>
          total_minor?: never
          user_id?: string | null
        }
        Update: {
          applied_minor?: number
          buyer?: NonNullable<Json>
          currency?: string
          folded?: never
          id?: string
          invoice_id?: string
          issued_at?: string
          issued_by?: string | null
          net_minor?: number
          number?: string
          reason?: string
          search?: never
          seller?: NonNullable<Json>
          tax_minor?: number
          taxes?: NonNullable<Json>
          total_minor?: never
          user_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "credit_notes_currency_fkey"
            columns: ["currency"]
            referencedRelation: "currencies"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "credit_notes_invoice_id_fkey"
            columns: ["invoice_id"]
            referencedRelation: "invoices"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "credit_notes_issued_by_fkey"
            columns: ["issued_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "credit_notes_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "credit_notes_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "credit_notes_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_activity"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "credit_notes_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_directory"
            referencedColumns: ["id"]
          },
        ]
      }
      currencies: {
        Row: {
          code: string
          digits: number
          id: string | null
        }
        Insert: {
          code: string
          digits: number
          id?: never
        }
        Update: {
          code?: string
          digits?: number
          id?: never
        }
        Relationships: []
      }
      dealbreakers: {
        Row: {
          active: boolean
          category: string
          code: string
          created_at: string
          description: string
          folded: Json | null
          id: string
          name: string
          position: number
          question: string
          search: string | null
          severity: number
          updated_at: string
        }
        Insert: {
          active?: boolean
          category: string
          code: string
          created_at?: string
          description: string
          folded?: never
          id?: string
          name: string
          position?: number
          question: string
          search?: never
          severity?: number
          updated_at?: string
        }
        Update: {
          active?: boolean
          category?: string
          code?: string
          created_at?: string
          description?: string
          folded?: never
          id?: string
          name?: string
          position?: number
          question?: string
          search?: never
          severity?: number
          updated_at?: string
        }
        Relationships: []
      }
      edit_trust_rules: {
        Row: {
          active: boolean
          clean_days: number
          created_at: string
          edits_between: number
          id: string
          max_changed: number
          min_member_days: number
          min_published: number
          name: string
          updated_at: string
        }
        Insert: {
          active?: boolean
          clean_days?: number
          created_at?: string
          edits_between?: number
          id?: string
          max_changed?: number
          min_member_days?: number
          min_published?: number
          name: string
          updated_at?: string
        }
        Update: {
          active?: boolean
          clean_days?: number
          created_at?: string
          edits_between?: number
          id?: string
          max_changed?: number
          min_member_days?: number
          min_published?: number
          name?: string
          updated_at?: string
        }
        Relationships: []
      }
      email_sends: {
        Row: {
          body: string | null
          clicked_at: string | null
          delivered_at: string | null
          enrollment_id: string | null
          failed_at: string | null
          folded: Json | null
          id: number
          lead_id: string | null
          message_id: string | null
          opened_at: string | null
          queued_at: string
          reason: string | null
          sender_id: string | null
          sent_at: string | null
          sequence_email_id: string | null
          sequence_id: string | null
          source_id: string | null
          state: string
          step: number | null
          step_version: number | null
          subject: string
          to_email: string
          unsubscribe_token: string | null
          updated_at: string
          variant_id: string | null
          worker: string | null
        }
        Insert: {
          body?: string | null
          clicked_at?: string | null
          delivered_at?: string | null
          enrollment_id?: string | null
          failed_at?: string | null
          folded?: never
          id?: never
          lead_id?: string | null
          message_id?: string | null
          opened_at?: string | null
          queued_at?: string
          reason?: string | null
          sender_id?: string | null
          sent_at?: string | null
          sequence_email_id?: string | null
          sequence_id?: string | null
          source_id?: string | null
          state?: string
          step?: number | null
          step_version?: number | null
          subject: string
          to_email: string
          unsubscribe_token?: string | null
          updated_at?: string
          variant_id?: string | null
          worker?: string | null
        }
        Update: {
          body?: string | null
          clicked_at?: string | null
          delivered_at?: string | null
          enrollment_id?: string | null
          failed_at?: string | null
          folded?: never
          id?: never
          lead_id?: string | null
          message_id?: string | null
          opened_at?: string | null
          queued_at?: string
          reason?: string | null
          sender_id?: string | null
          sent_at?: string | null
          sequence_email_id?: string | null
          sequence_id?: string | null
          source_id?: string | null
          state?: string
          step?: number | null
          step_version?: number | null
          subject?: string
          to_email?: string
          unsubscribe_token?: string | null
          updated_at?: string
          variant_id?: string | null
          worker?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "email_sends_enrollment_id_fkey"
            columns: ["enrollment_id"]
            referencedRelation: "sequence_enrollments"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "email_sends_lead_id_fkey"
            columns: ["lead_id"]
            referencedRelation: "leads"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "email_sends_sender_id_fkey"
            columns: ["sender_id"]
            referencedRelation: "outreach_senders"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "email_sends_sequence_email_id_fkey"
            columns: ["sequence_email_id"]
            referencedRelation: "sequence_emails"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "email_sends_sequence_id_fkey"
            columns: ["sequence_id"]
            referencedRelation: "outreach_sequences"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "email_sends_source_id_fkey"
            columns: ["source_id"]
            referencedRelation: "lead_sources"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "email_sends_variant_id_fkey"
            columns: ["variant_id"]
            referencedRelation: "sequence_variants"
            referencedColumns: ["id"]
          },
        ]
      }
      engagement_sessions: {
        Row: {
          actions: number
          ended_at: string | null
          id: number
          platform: string
          seconds: number
          started_at: string
          updated_at: string
          user_id: string
        }
        Insert: {
          actions?: number
          ended_at?: string | null
          id?: never
          platform?: string
          seconds?: number
          started_at: string
          updated_at?: string
          user_id: string
        }
        Update: {
          actions?: number
          ended_at?: string | null
          id?: never
          platform?: string
          seconds?: number
          started_at?: string
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "engagement_sessions_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "engagement_sessions_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "engagement_sessions_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_activity"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "engagement_sessions_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_directory"
            referencedColumns: ["id"]
          },
        ]
      }
      game_questions: {
        Row: {
          active: boolean
          created_at: string
          dimension: string
          folded: Json | null
          game_id: string
          id: string
          kind: string
          options: NonNullable<Json>
          position: number
          prompt: string
          search: string | null
          updated_at: string
          weight: number
        }
        Insert: {
          active?: boolean
          created_at?: string
          dimension: string
          folded?: never
          game_id: string
          id?: string
          kind?: string
          options?: NonNullable<Json>
          position: number
          prompt: string
          search?: never
          updated_at?: string
          weight?: number
        }
        Update: {
          active?: boolean
          created_at?: string
          dimension?: string
          folded?: never
          game_id?: string
          id?: string
          kind?: string
          options?: NonNullable<Json>
          position?: number
          prompt?: string
          search?: never
          updated_at?: string
          weight?: number
        }
        Relationships: [
          {
            foreignKeyName: "game_questions_game_id_fkey"
            columns: ["game_id"]
            referencedRelation: "games"
            referencedColumns: ["id"]
          },
        ]
      }
      games: {
        Row: {
          category: string
          created_at: string
          description: string
          folded: Json | null
          id: string
          kind: string
          minutes: number
          name: string
          players: number
          position: number
          scoring: NonNullable<Json>
          search: string | null
          slug: string
          state: string
          updated_at: string
        }
        Insert: {
          category: string
          created_at?: string
          description: string
          folded?: never
          id?: string
          kind: string
          minutes?: number
          name: string
          players?: number
          position?: number
          scoring?: NonNullable<Json>
          search?: never
          slug: string
          state?: string
          updated_at?: string
        }
        Update: {
          category?: string
          created_at?: string
          description?: string
          folded?: never
          id?: string
          kind?: string
          minutes?: number
          name?: string
          players?: number
          position?: number
          scoring?: NonNullable<Json>
          search?: never
          slug?: string
          state?: string
          updated_at?: string
        }
        Relationships: []
      }
      import_rows: {
        Row: {
          data: NonNullable<Json>
          import_id: string
          key: string | null
          outcome: string | null
          reason: Json | null
          row_number: number
          suppressed: boolean
          twin: number | null
          updated_at: string
        }
        Insert: {
          data: NonNullable<Json>
          import_id: string
          key?: string | null
          outcome?: string | null
          reason?: Json | null
          row_number: number
          suppressed?: boolean
          twin?: number | null
          updated_at?: string
        }
        Update: {
          data?: NonNullable<Json>
          import_id?: string
          key?: string | null
          outcome?: string | null
          reason?: Json | null
          row_number?: number
          suppressed?: boolean
          twin?: number | null
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "import_rows_import_id_fkey"
            columns: ["import_id"]
            referencedRelation: "imports"
            referencedColumns: ["id"]
          },
        ]
      }
      imports: {
        Row: {
          columns: string[]
          created_at: string
          created_count: number
          duplicates: string
          file_name: string
          finished_at: string | null
          id: string
          mapping: NonNullable<Json>
          owner_id: string
          refused_count: number
          skipped_count: number
          state: string
          table_name: string
          updated_at: string
          updated_count: number
          whole: boolean
        }
        Insert: {
          columns: string[]
          created_at?: string
          created_count?: number
          duplicates?: string
          file_name: string
          finished_at?: string | null
          id?: string
          mapping?: NonNullable<Json>
          owner_id?: string
          refused_count?: number
          skipped_count?: number
          state?: string
          table_name: string
          updated_at?: string
          updated_count?: number
          whole?: boolean
        }
        Update: {
          columns?: string[]
          created_at?: string
          created_count?: number
          duplicates?: string
          file_name?: string
          finished_at?: string | null
          id?: string
          mapping?: NonNullable<Json>
          owner_id?: string
          refused_count?: number
          skipped_count?: number
          state?: string
          table_name?: string
          updated_at?: string
          updated_count?: number
          whole?: boolean
        }
        Relationships: [
          {
            foreignKeyName: "imports_owner_id_fkey"
            columns: ["owner_id"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
        ]
      }
      introduction_reports: {
        Row: {
          created_at: string
          delivered_at: string | null
          folded: Json | null
          frictions: NonNullable<Json>
          headline: string
          id: string
          match_id: string
          model: string
          search: string | null
          starters: NonNullable<Json>
          state: string
          strengths: NonNullable<Json>
          summary: string
          updated_at: string
        }
        Insert: {
          created_at?: string
          delivered_at?: string | null
          folded?: never
          frictions?: NonNullable<Json>
          headline: string
          id?: string
          match_id: string
          model: string
          search?: never
          starters?: NonNullable<Json>
          state?: string
          strengths?: NonNullable<Json>
          summary: string
          updated_at?: string
        }
        Update: {
          created_at?: string
          delivered_at?: string | null
          folded?: never
          frictions?: NonNullable<Json>
          headline?: string
          id?: string
          match_id?: string
          model?: string
          search?: never
          starters?: NonNullable<Json>
          state?: string
          strengths?: NonNullable<Json>
          summary?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "introduction_reports_match_id_fkey"
            columns: ["match_id"]
            referencedRelation: "matches"
            referencedColumns: ["id"]
          },
        ]
      }
      invoice_due_changes: {
        Row: {
          at: string
          changed_by: string | null
          due_before: string
          due_on: string
          id: string
          invoice_id: string
          reason: string
        }
        Insert: {
          at?: string
          changed_by?: string | null
          due_before: string
          due_on: string
          id?: string
          invoice_id: string
          reason: string
        }
        Update: {
          at?: string
          changed_by?: string | null
          due_before?: string
          due_on?: string
          id?: string
          invoice_id?: string
          reason?: string
        }
        Relationships: [
          {
            foreignKeyName: "invoice_due_changes_changed_by_fkey"
            columns: ["changed_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "invoice_due_changes_invoice_id_fkey"
            columns: ["invoice_id"]
            referencedRelation: "invoices"
            referencedColumns: ["id"]
          },
        ]
      }
      invoice_line_items: {
        Row: {
          amount_minor: number | null
          created_at: string
          currency: string | null
          description: string
          discount_minor: number
          folded: Json | null
          id: string
          invoice_id: string
          kind: string
          position: number
          quantity: number
          search: string | null
          tax_jurisdiction: string | null
          tax_name: string | null
          tax_rate: number
          unit_minor: number
          updated_at: string
        }
        Insert: {
          amount_minor?: never
          created_at?: string
          currency?: string | null
          description: string
          discount_minor?: number
          folded?: never
          id?: string
          invoice_id: string
          kind?: string
          position?: number
          quantity?: number
          search?: never
          tax_jurisdiction?: string | null
          tax_name?: string | null
          tax_rate?: number
          unit_minor: number
          updated_at?: string
        }
        Update: {
          amount_minor?: never
          created_at?: string
          currency?: string | null
          description?: string
          discount_minor?: number
          folded?: never
          id?: string
          invoice_id?: string
          kind?: string
          position?: number
          quantity?: number
          search?: never
          tax_jurisdiction?: string | null
          tax_name?: string | null
          tax_rate?: number
          unit_minor?: number
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "invoice_line_items_currency_fkey"
            columns: ["currency"]
            referencedRelation: "currencies"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "invoice_line_items_invoice_id_fkey"
            columns: ["invoice_id"]
            referencedRelation: "invoices"
            referencedColumns: ["id"]
          },
        ]
      }
      invoice_payments: {
        Row: {
          amount_minor: number
          booked_at: string
          created_at: string
          currency: string
          folded: Json | null
          id: string
          invoice_id: string
          method: string
          paid_at: string
          payment_id: string | null
          payment_method_id: string | null
          recorded_by: string | null
          reference: string | null
          search: string | null
          updated_at: string
        }
        Insert: {
          amount_minor: number
          booked_at?: string
          created_at?: string
          currency: string
          folded?: never
          id?: string
          invoice_id: string
          method?: string
          paid_at?: string
          payment_id?: string | null
          payment_method_id?: string | null
          recorded_by?: string | null
          reference?: string | null
          search?: never
          updated_at?: string
        }
        Update: {
          amount_minor?: number
          booked_at?: string
          created_at?: string
          currency?: string
          folded?: never
          id?: string
          invoice_id?: string
          method?: string
          paid_at?: string
          payment_id?: string | null
          payment_method_id?: string | null
          recorded_by?: string | null
          reference?: string | null
          search?: never
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "invoice_payments_currency_fkey"
            columns: ["currency"]
            referencedRelation: "currencies"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "invoice_payments_invoice_id_fkey"
            columns: ["invoice_id"]
            referencedRelation: "invoices"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "invoice_payments_payment_id_fkey"
            columns: ["payment_id"]
            referencedRelation: "payments"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "invoice_payments_payment_method_id_fkey"
            columns: ["payment_method_id"]
            referencedRelation: "payment_methods"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "invoice_payments_recorded_by_fkey"
            columns: ["recorded_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
        ]
      }
      invoice_reminders: {
        Row: {
          currency: string
          due_minor: number
          id: string
          invoice_id: string
          level: number
          note: string | null
          promised_on: string | null
          recorded_by: string | null
          sent_at: string
        }
        Insert: {
          currency: string
          due_minor: number
          id?: string
          invoice_id: string
          level: number
          note?: string | null
          promised_on?: string | null
          recorded_by?: string | null
          sent_at?: string
        }
        Update: {
          currency?: string
          due_minor?: number
          id?: string
          invoice_id?: string
          level?: number
          note?: string | null
          promised_on?: string | null
          recorded_by?: string | null
          sent_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "invoice_reminders_currency_fkey"
            columns: ["currency"]
            referencedRelation: "currencies"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "invoice_reminders_invoice_id_fkey"
            columns: ["invoice_id"]
            referencedRelation: "invoices"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "invoice_reminders_recorded_by_fkey"
            columns: ["recorded_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
        ]
      }
      invoice_taxes: {
        Row: {
          credited_net_minor: number
          credited_tax_minor: number
          invoice_id: string
          jurisdiction: string
          name: string
          net_minor: number
          rate: number
          tax_minor: number
        }
        Insert: {
          credited_net_minor?: number
          credited_tax_minor?: number
          invoice_id: string
          jurisdiction?: string
          name?: string
          net_minor: number
          rate: number
          tax_minor: number
        }
        Update: {
          credited_net_minor?: number
          credited_tax_minor?: number
          invoice_id?: string
          jurisdiction?: string
          name?: string
          net_minor?: number
          rate?: number
          tax_minor?: number
        }
        Relationships: [
          {
            foreignKeyName: "invoice_taxes_invoice_id_fkey"
            columns: ["invoice_id"]
            referencedRelation: "invoices"
            referencedColumns: ["id"]
          },
        ]
      }
      invoices: {
        Row: {
          billing_address: string | null
          billing_country: string | null
          billing_email: string
          billing_name: string
          billing_tax_id: string | null
          buyer: Json | null
          closed_at: string | null
          closed_reason: string | null
          created_at: string
          credited_minor: number
          currency: string
          discount_minor: number
          due_minor: number | null
          due_on: string | null
          folded: Json | null
          id: string
          issued_at: string | null
          locale: string
          memo: string | null
          note: string | null
          number: string | null
          paid_at: string | null
          paid_minor: number
          period_end: string | null
          period_start: string | null
          promised_on: string | null
          reminder_level: number
          search: string | null
          seller: Json | null
          series: string
          state: string
          subscription_id: string | null
          subtotal_minor: number
          tax_minor: number
          total_minor: number | null
          updated_at: string
          user_id: string | null
          voided_at: string | null
          written_off_at: string | null
        }
        Insert: {
          billing_address?: string | null
          billing_country?: string | null
          billing_email: string
          billing_name: string
          billing_tax_id?: string | null
          buyer?: Json | null
          closed_at?: string | null
          closed_reason?: string | null
          created_at?: string
          credited_minor?: number
          currency: string
          discount_minor?: number
          due_minor?: never
          due_on?: string | null
          folded?: never
          id?: string
          issued_at?: string | null
          locale?: string
          memo?: string | null
          note?: string | null
          number?: string | null
          paid_at?: string | null
          paid_minor?: number
          period_end?: string | null
          period_start?: string | null
          promised_on?: string | null
          reminder_level?: number
          search?: never
          seller?: Json | null
          series?: string
          state?: string
          subscription_id?: string | null
          subtotal_minor?: number
          tax_minor?: number
          total_minor?: never
          updated_at?: string
          user_id?: string | null
          voided_at?: string | null
          written_off_at?: string | null
        }
        Update: {
          billing_address?: string | null
          billing_country?: string | null
          billing_email?: string
          billing_name?: string
          billing_tax_id?: string | null
          buyer?: Json | null
          closed_at?: string | null
          closed_reason?: string | null
          created_at?: string
          credited_minor?: number
          currency?: string
          discount_minor?: number
          due_minor?: never
          due_on?: string | null
          folded?: never
          id?: string
          issued_at?: string | null
          locale?: string
          memo?: string | null
          note?: string | null
          number?: string | null
          paid_at?: string | null
          paid_minor?: number
          period_end?: string | null
          period_start?: string | null
          promised_on?: string | null
          reminder_level?: number
          search?: never
          seller?: Json | null
          series?: string
          state?: string
          subscription_id?: string | null
          subtotal_minor?: number
          tax_minor?: number
          total_minor?: never
          updated_at?: string
          user_id?: string | null
          voided_at?: string | null
          written_off_at?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "invoices_currency_fkey"
            columns: ["currency"]
            referencedRelation: "currencies"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "invoices_series_fkey"
            columns: ["series"]
            referencedRelation: "billing_sellers"
            referencedColumns: ["series"]
          },
          {
            foreignKeyName: "invoices_subscription_id_fkey"
            columns: ["subscription_id"]
            referencedRelation: "user_subscriptions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "invoices_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "invoices_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "invoices_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_activity"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "invoices_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_directory"
            referencedColumns: ["id"]
          },
        ]
      }
      lead_consents: {
        Row: {
          folded: Json | null
          given_at: string
          how: string
          id: string
          lead_id: string | null
          recorded_at: string
          recorded_by: string | null
          updated_at: string
          words: string
        }
        Insert: {
          folded?: never
          given_at: string
          how: string
          id?: string
          lead_id?: string | null
          recorded_at?: string
          recorded_by?: string | null
          updated_at?: string
          words: string
        }
        Update: {
          folded?: never
          given_at?: string
          how?: string
          id?: string
          lead_id?: string | null
          recorded_at?: string
          recorded_by?: string | null
          updated_at?: string
          words?: string
        }
        Relationships: [
          {
            foreignKeyName: "lead_consents_lead_id_fkey"
            columns: ["lead_id"]
            referencedRelation: "leads"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "lead_consents_recorded_by_fkey"
            columns: ["recorded_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
        ]
      }
      lead_sources: {
        Row: {
          category: string
          config: NonNullable<Json>
          country: string | null
          created_at: string
          folded: Json | null
          id: string
          kind: string
          language: string
          last_run_at: string | null
          lawful_basis: string
          name: string
          next_run_at: string | null
          notes: string | null
          quality: number
          requests_per_minute: number
          respects_robots: boolean
          schedule: string
          search: string | null
          silent_after_minutes: number
          slug: string
          sort_name: string
          state: string
          terms_note: string | null
          terms_reviewed_at: string | null
          terms_reviewed_by: string | null
          terms_state: string
          updated_at: string
          url: string
        }
        Insert: {
          category: string
          config?: NonNullable<Json>
          country?: string | null
          created_at?: string
          folded?: never
          id?: string
          kind: string
          language?: string
          last_run_at?: string | null
          lawful_basis?: string
          name: string
          next_run_at?: string | null
          notes?: string | null
          quality?: number
          requests_per_minute?: number
          respects_robots?: boolean
          schedule?: string
          search?: never
          silent_after_minutes?: number
          slug: string
          sort_name?: never
          state?: string
          terms_note?: string | null
          terms_reviewed_at?: string | null
          terms_reviewed_by?: string | null
          terms_state?: string
          updated_at?: string
          url: string
        }
        Update: {
          category?: string
          config?: NonNullable<Json>
          country?: string | null
          created_at?: string
          folded?: never
          id?: string
          kind?: string
          language?: string
          last_run_at?: string | null
          lawful_basis?: string
          name?: string
          next_run_at?: string | null
          notes?: string | null
          quality?: number
          requests_per_minute?: number
          respects_robots?: boolean
          schedule?: string
          search?: never
          silent_after_minutes?: number
          slug?: string
          sort_name?: never
          state?: string
          terms_note?: string | null
          terms_reviewed_at?: string | null
          terms_reviewed_by?: string | null
          terms_state?: string
          updated_at?: string
          url?: string
        }
        Relationships: [
          {
            foreignKeyName: "lead_sources_terms_reviewed_by_fkey"
            columns: ["terms_reviewed_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
        ]
      }
      leads: {
        Row: {
          added_by: string | null
          city: string | null
          consent: string
          contacted_at: string | null
          converted_at: string | null
          converted_user_id: string | null
          country: string | null
          created_at: string
          email: string | null
          folded: Json | null
          follow_up_note: string | null
          follow_up_on: string | null
          found_at: string
          full_name: string
          handle: string | null
          headline: string | null
          id: string
          interests: string[]
          looks_like: string | null
          notes: string | null
          notice_given_at: string | null
          owner_id: string | null
          phone: string | null
          profile_url: string | null
          qualified_at: string | null
          rejected_reason: string | null
          replied_at: string | null
          score: number
          score_reasons: NonNullable<Json>
          scrape_run_id: string | null
          search: string | null
          sort_name: string
          source_id: string | null
          state: string
          tags: string[]
          updated_at: string
          last_sequence: string | null
        }
        Insert: {
          added_by?: string | null
          city?: string | null
          consent?: string
          contacted_at?: string | null
          converted_at?: string | null
          converted_user_id?: string | null
          country?: string | null
          created_at?: string
          email?: string | null
          folded?: never
          follow_up_note?: string | null
          follow_up_on?: string | null
          found_at?: string
          full_name: string
          handle?: string | null
          headline?: string | null
          id?: string
          interests?: string[]
          looks_like?: string | null
          notes?: string | null
          notice_given_at?: string | null
          owner_id?: string | null
          phone?: string | null
          profile_url?: string | null
          qualified_at?: string | null
          rejected_reason?: string | null
          replied_at?: string | null
          score?: number
          score_reasons?: NonNullable<Json>
          scrape_run_id?: string | null
          search?: never
          sort_name?: never
          source_id?: string | null
          state?: string
          tags?: string[]
          updated_at?: string
        }
        Update: {
          added_by?: string | null
          city?: string | null
          consent?: string
          contacted_at?: string | null
          converted_at?: string | null
          converted_user_id?: string | null
          country?: string | null
          created_at?: string
          email?: string | null
          folded?: never
          follow_up_note?: string | null
          follow_up_on?: string | null
          found_at?: string
          full_name?: string
          handle?: string | null
          headline?: string | null
          id?: string
          interests?: string[]
          looks_like?: string | null
          notes?: string | null
          notice_given_at?: string | null
          owner_id?: string | null
          phone?: string | null
          profile_url?: string | null
          qualified_at?: string | null
          rejected_reason?: string | null
          replied_at?: string | null
          score?: number
          score_reasons?: NonNullable<Json>
          scrape_run_id?: string | null
          search?: never
          sort_name?: never
          source_id?: string | null
          state?: string
          tags?: string[]
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "leads_added_by_fkey"
            columns: ["added_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "leads_converted_user_id_fkey"
            columns: ["converted_user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "leads_converted_user_id_fkey"
            columns: ["converted_user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "leads_converted_user_id_listed_fkey"
            columns: ["converted_user_id"]
            referencedRelation: "member_activity"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "leads_converted_user_id_listed_fkey"
            columns: ["converted_user_id"]
            referencedRelation: "member_directory"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "leads_owner_id_fkey"
            columns: ["owner_id"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "leads_scrape_run_id_fkey"
            columns: ["scrape_run_id"]
            referencedRelation: "scrape_runs"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "leads_source_id_fkey"
            columns: ["source_id"]
            referencedRelation: "lead_sources"
            referencedColumns: ["id"]
          },
        ]
      }
      match_feedback: {
        Row: {
          comment: string | null
          created_at: string
          folded: Json | null
          id: string
          match_id: string
          rating: number
          tags: string[]
          updated_at: string
          user_id: string
          would_meet_again: boolean | null
        }
        Insert: {
          comment?: string | null
          created_at?: string
          folded?: never
          id?: string
          match_id: string
          rating: number
          tags?: string[]
          updated_at?: string
          user_id: string
          would_meet_again?: boolean | null
        }
        Update: {
          comment?: string | null
          created_at?: string
          folded?: never
          id?: string
          match_id?: string
          rating?: number
          tags?: string[]
          updated_at?: string
          user_id?: string
          would_meet_again?: boolean | null
        }
        Relationships: [
          {
            foreignKeyName: "match_feedback_match_id_fkey"
            columns: ["match_id"]
            referencedRelation: "matches"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "match_feedback_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "match_feedback_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      match_generation_runs: {
        Row: {
          algorithm: string
          candidates: number
          error_message: string | null
          finished_at: string | null
          folded: Json | null
          generated: number
          id: string
          search: string | null
          started_at: string
          state: string
          updated_at: string
        }
        Insert: {
          algorithm: string
          candidates?: number
          error_message?: string | null
          finished_at?: string | null
          folded?: never
          generated?: number
          id?: string
          search?: never
          started_at?: string
          state?: string
          updated_at?: string
        }
        Update: {
          algorithm?: string
          candidates?: number
          error_message?: string | null
          finished_at?: string | null
          folded?: never
          generated?: number
          id?: string
          search?: never
          started_at?: string
          state?: string
          updated_at?: string
        }
        Relationships: []
      }
      match_names: {
        Row: {
          match_id: string
          search: string
        }
        Insert: {
          match_id: string
          search: string
        }
        Update: {
          match_id?: string
          search?: string
        }
        Relationships: [
          {
            foreignKeyName: "match_names_match_id_fkey"
            columns: ["match_id"]
            referencedRelation: "matches"
            referencedColumns: ["id"]
          },
        ]
      }
      matches: {
        Row: {
          closed_reason: string | null
          created_at: string
          expires_at: string | null
          factors: NonNullable<Json>
          folded: Json | null
          id: string
          introduced_at: string | null
          presented_at: string | null
          response_a: string | null
          response_b: string | null
          run_id: string | null
          score: number
          state: string
          updated_at: string
          user_a: string
          user_b: string
        }
        Insert: {
          closed_reason?: string | null
          created_at?: string
          expires_at?: string | null
          factors?: NonNullable<Json>
          folded?: never
          id?: string
          introduced_at?: string | null
          presented_at?: string | null
          response_a?: string | null
          response_b?: string | null
          run_id?: string | null
          score: number
          state?: string
          updated_at?: string
          user_a: string
          user_b: string
        }
        Update: {
          closed_reason?: string | null
          created_at?: string
          expires_at?: string | null
          factors?: NonNullable<Json>
          folded?: never
          id?: string
          introduced_at?: string | null
          presented_at?: string | null
          response_a?: string | null
          response_b?: string | null
          run_id?: string | null
          score?: number
          state?: string
          updated_at?: string
          user_a?: string
          user_b?: string
        }
        Relationships: [
          {
            foreignKeyName: "matches_run_id_fkey"
            columns: ["run_id"]
            referencedRelation: "match_generation_runs"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "matches_user_a_fkey"
            columns: ["user_a"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "matches_user_a_fkey"
            columns: ["user_a"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "matches_user_b_fkey"
            columns: ["user_b"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "matches_user_b_fkey"
            columns: ["user_b"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      member_directory: {
        Row: {
          city: string | null
          country: string | null
          created_at: string
          display_name: string
          email: string
          folded: Json | null
          id: string
          last_active_at: string | null
          reached: number
          search: string | null
          sort_name: string
          state: string
        }
        Insert: {
          city?: string | null
          country?: string | null
          created_at: string
          display_name: string
          email: string
          folded?: never
          id: string
          last_active_at?: string | null
          reached?: number
          search?: never
          sort_name?: never
          state: string
        }
        Update: {
          city?: string | null
          country?: string | null
          created_at?: string
          display_name?: string
          email?: string
          folded?: never
          id?: string
          last_active_at?: string | null
          reached?: number
          search?: never
          sort_name?: never
          state?: string
        }
        Relationships: [
          {
            foreignKeyName: "member_directory_id_fkey"
            columns: ["id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "member_directory_id_fkey"
            columns: ["id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      member_notices: {
        Row: {
          created_at: string
          decided_by_machine: boolean
          decision_id: number | null
          facts: string | null
          found_by: string | null
          id: string
          kind: string
          member_id: string
          member_report_id: string | null
          object_until: string | null
          photo_decision_id: number | null
          report_id: string | null
          reversed_at: string | null
          rule_code: string | null
          rule_text: string | null
          sanction_id: string | null
          until: string | null
          updated_at: string
          what: string
        }
        Insert: {
          created_at?: string
          decided_by_machine?: boolean
          decision_id?: number | null
          facts?: string | null
          found_by?: string | null
          id?: string
          kind: string
          member_id: string
          member_report_id?: string | null
          object_until?: string | null
          photo_decision_id?: number | null
          report_id?: string | null
          reversed_at?: string | null
          rule_code?: string | null
          rule_text?: string | null
          sanction_id?: string | null
          until?: string | null
          updated_at?: string
          what: string
        }
        Update: {
          created_at?: string
          decided_by_machine?: boolean
          decision_id?: number | null
          facts?: string | null
          found_by?: string | null
          id?: string
          kind?: string
          member_id?: string
          member_report_id?: string | null
          object_until?: string | null
          photo_decision_id?: number | null
          report_id?: string | null
          reversed_at?: string | null
          rule_code?: string | null
          rule_text?: string | null
          sanction_id?: string | null
          until?: string | null
          updated_at?: string
          what?: string
        }
        Relationships: [
          {
            foreignKeyName: "member_notices_decision_id_fkey"
            columns: ["decision_id"]
            referencedRelation: "moderation_decisions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "member_notices_decision_id_fkey"
            columns: ["decision_id"]
            referencedRelation: "moderation_history"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "member_notices_decision_id_fkey"
            columns: ["decision_id"]
            referencedRelation: "moderation_history"
            referencedColumns: ["undone_by_id"]
          },
          {
            foreignKeyName: "member_notices_member_id_fkey"
            columns: ["member_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "member_notices_member_id_fkey"
            columns: ["member_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "member_notices_member_report_id_fkey"
            columns: ["member_report_id"]
            referencedRelation: "member_reports"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "member_notices_photo_decision_id_fkey"
            columns: ["photo_decision_id"]
            referencedRelation: "photo_decisions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "member_notices_photo_decision_id_fkey"
            columns: ["photo_decision_id"]
            referencedRelation: "photo_queue"
            referencedColumns: ["decision_seen"]
          },
          {
            foreignKeyName: "member_notices_report_id_fkey"
            columns: ["report_id"]
            referencedRelation: "content_reports"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "member_notices_rule_code_fkey"
            columns: ["rule_code"]
            referencedRelation: "moderation_reasons"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "member_notices_sanction_id_fkey"
            columns: ["sanction_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["sanction_id"]
          },
          {
            foreignKeyName: "member_notices_sanction_id_fkey"
            columns: ["sanction_id"]
            referencedRelation: "member_sanctions"
            referencedColumns: ["id"]
          },
        ]
      }
      member_reports: {
        Row: {
          answer: string | null
          category: string
          client_key: string | null
          conversation_id: string | null
          created_at: string
          decided_at: string | null
          decided_by: string | null
          id: string
          member_id: string | null
          note: string | null
          reporter_id: string
          state: string
          updated_at: string
        }
        Insert: {
          answer?: string | null
          category: string
          client_key?: string | null
          conversation_id?: string | null
          created_at?: string
          decided_at?: string | null
          decided_by?: string | null
          id?: string
          member_id?: string | null
          note?: string | null
          reporter_id: string
          state?: string
          updated_at?: string
        }
        Update: {
          answer?: string | null
          category?: string
          client_key?: string | null
          conversation_id?: string | null
          created_at?: string
          decided_at?: string | null
          decided_by?: string | null
          id?: string
          member_id?: string | null
          note?: string | null
          reporter_id?: string
          state?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "member_reports_category_fkey"
            columns: ["category"]
            referencedRelation: "moderation_reasons"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "member_reports_conversation_id_fkey"
            columns: ["conversation_id"]
            referencedRelation: "user_conversations"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "member_reports_decided_by_fkey"
            columns: ["decided_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "member_reports_member_id_fkey"
            columns: ["member_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "member_reports_member_id_fkey"
            columns: ["member_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "member_reports_reporter_id_fkey"
            columns: ["reporter_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "member_reports_reporter_id_fkey"
            columns: ["reporter_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      member_sanctions: {
        Row: {
          confirmed_at: string | null
          confirmed_by: string | null
          created_at: string
          created_by: string
          decision_id: number | null
          ends_at: string | null
          id: string
          kind: string
          lifted_at: string | null
          lifted_by: string | null
          lifted_why: string | null
          member_id: string
          message: string | null
          note: string | null
          permanent_asked: boolean
          reason_code: string
          starts_at: string
          state_before: string | null
          updated_at: string
        }
        Insert: {
          confirmed_at?: string | null
          confirmed_by?: string | null
          created_at?: string
          created_by?: string
          decision_id?: number | null
          ends_at?: string | null
          id?: string
          kind: string
          lifted_at?: string | null
          lifted_by?: string | null
          lifted_why?: string | null
          member_id: string
          message?: string | null
          note?: string | null
          permanent_asked?: boolean
          reason_code: string
          starts_at?: string
          state_before?: string | null
          updated_at?: string
        }
        Update: {
          confirmed_at?: string | null
          confirmed_by?: string | null
          created_at?: string
          created_by?: string
          decision_id?: number | null
          ends_at?: string | null
          id?: string
          kind?: string
          lifted_at?: string | null
          lifted_by?: string | null
          lifted_why?: string | null
          member_id?: string
          message?: string | null
          note?: string | null
          permanent_asked?: boolean
          reason_code?: string
          starts_at?: string
          state_before?: string | null
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "member_sanctions_confirmed_by_fkey"
            columns: ["confirmed_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "member_sanctions_created_by_fkey"
            columns: ["created_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "member_sanctions_decision_id_fkey"
            columns: ["decision_id"]
            referencedRelation: "moderation_decisions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "member_sanctions_decision_id_fkey"
            columns: ["decision_id"]
            referencedRelation: "moderation_history"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "member_sanctions_decision_id_fkey"
            columns: ["decision_id"]
            referencedRelation: "moderation_history"
            referencedColumns: ["undone_by_id"]
          },
          {
            foreignKeyName: "member_sanctions_lifted_by_fkey"
            columns: ["lifted_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "member_sanctions_member_id_fkey"
            columns: ["member_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "member_sanctions_member_id_fkey"
            columns: ["member_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "member_sanctions_reason_code_fkey"
            columns: ["reason_code"]
            referencedRelation: "moderation_reasons"
            referencedColumns: ["code"]
          },
        ]
      }
      moderation_appeals: {
        Row: {
          answer: string | null
          client_key: string | null
          created_at: string
          decided_at: string | null
          decided_by: string | null
          id: string
          member_id: string
          notice_id: string
          state: string
          text: string
          updated_at: string
        }
        Insert: {
          answer?: string | null
          client_key?: string | null
          created_at?: string
          decided_at?: string | null
          decided_by?: string | null
          id?: string
          member_id: string
          notice_id: string
          state?: string
          text: string
          updated_at?: string
        }
        Update: {
          answer?: string | null
          client_key?: string | null
          created_at?: string
          decided_at?: string | null
          decided_by?: string | null
          id?: string
          member_id?: string
          notice_id?: string
          state?: string
          text?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "moderation_appeals_decided_by_fkey"
            columns: ["decided_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "moderation_appeals_member_id_fkey"
            columns: ["member_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "moderation_appeals_member_id_fkey"
            columns: ["member_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "moderation_appeals_notice_id_fkey"
            columns: ["notice_id"]
            referencedRelation: "member_notices"
            referencedColumns: ["id"]
          },
        ]
      }
      moderation_claims: {
        Row: {
          appeal_id: string | null
          claimed_at: string
          comment_id: string | null
          created_at: string
          expires_at: string
          id: string
          image_id: string | null
          moderator_id: string
          post_id: string | null
          updated_at: string
        }
        Insert: {
          appeal_id?: string | null
          claimed_at?: string
          comment_id?: string | null
          created_at?: string
          expires_at?: string
          id?: string
          image_id?: string | null
          moderator_id: string
          post_id?: string | null
          updated_at?: string
        }
        Update: {
          appeal_id?: string | null
          claimed_at?: string
          comment_id?: string | null
          created_at?: string
          expires_at?: string
          id?: string
          image_id?: string | null
          moderator_id?: string
          post_id?: string | null
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "moderation_claims_appeal_id_fkey"
            columns: ["appeal_id"]
            referencedRelation: "appeal_queue"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "moderation_claims_appeal_id_fkey"
            columns: ["appeal_id"]
            referencedRelation: "moderation_appeals"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "moderation_claims_comment_id_fkey"
            columns: ["comment_id"]
            referencedRelation: "post_comments"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "moderation_claims_image_id_fkey"
            columns: ["image_id"]
            referencedRelation: "photo_queue"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "moderation_claims_image_id_fkey"
            columns: ["image_id"]
            referencedRelation: "photo_queue"
            referencedColumns: ["item_id"]
          },
          {
            foreignKeyName: "moderation_claims_image_id_fkey"
            columns: ["image_id"]
            referencedRelation: "user_images"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "moderation_claims_moderator_id_fkey"
            columns: ["moderator_id"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "moderation_claims_post_id_fkey"
            columns: ["post_id"]
            referencedRelation: "community_posts"
            referencedColumns: ["id"]
          },
        ]
      }
      moderation_decisions: {
        Row: {
          assigned_to: string | null
          client_key: string | null
          comment_id: string | null
          created_at: string
          decision: string
          decision_seen: number | null
          due_at: string | null
          folded: Json | null
          found_by: string | null
          id: number
          moderator_id: string
          note: string | null
          over_claim: boolean
          pending_before: number | null
          post_id: string | null
          reason_code: string | null
          reports_changed: NonNullable<Json>
          sanction_id: string | null
          search: string | null
          shown_before: number | null
          state_after: string
          state_before: string
          undoes_id: number | null
          verdicts: NonNullable<Json>
          version_after: number | null
          version_seen: number
          waiting_since: string | null
        }
        Insert: {
          assigned_to?: string | null
          client_key?: string | null
          comment_id?: string | null
          created_at?: string
          decision: string
          decision_seen?: number | null
          due_at?: string | null
          folded?: never
          found_by?: string | null
          id?: never
          moderator_id: string
          note?: string | null
          over_claim?: boolean
          pending_before?: number | null
          post_id?: string | null
          reason_code?: string | null
          reports_changed?: NonNullable<Json>
          sanction_id?: string | null
          search?: never
          shown_before?: number | null
          state_after: string
          state_before: string
          undoes_id?: number | null
          verdicts?: NonNullable<Json>
          version_after?: number | null
          version_seen: number
          waiting_since?: string | null
        }
        Update: {
          assigned_to?: string | null
          client_key?: string | null
          comment_id?: string | null
          created_at?: string
          decision?: string
          decision_seen?: number | null
          due_at?: string | null
          folded?: never
          found_by?: string | null
          id?: never
          moderator_id?: string
          note?: string | null
          over_claim?: boolean
          pending_before?: number | null
          post_id?: string | null
          reason_code?: string | null
          reports_changed?: NonNullable<Json>
          sanction_id?: string | null
          search?: never
          shown_before?: number | null
          state_after?: string
          state_before?: string
          undoes_id?: number | null
          verdicts?: NonNullable<Json>
          version_after?: number | null
          version_seen?: number
          waiting_since?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "moderation_decisions_assigned_to_fkey"
            columns: ["assigned_to"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "moderation_decisions_comment_id_fkey"
            columns: ["comment_id"]
            referencedRelation: "post_comments"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "moderation_decisions_moderator_id_fkey"
            columns: ["moderator_id"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "moderation_decisions_post_id_fkey"
            columns: ["post_id"]
            referencedRelation: "community_posts"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "moderation_decisions_reason_code_fkey"
            columns: ["reason_code"]
            referencedRelation: "moderation_reasons"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "moderation_decisions_sanction_id_fkey"
            columns: ["sanction_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["sanction_id"]
          },
          {
            foreignKeyName: "moderation_decisions_sanction_id_fkey"
            columns: ["sanction_id"]
            referencedRelation: "member_sanctions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "moderation_decisions_undoes_id_fkey"
            columns: ["undoes_id"]
            referencedRelation: "moderation_decisions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "moderation_decisions_undoes_id_fkey"
            columns: ["undoes_id"]
            referencedRelation: "moderation_history"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "moderation_decisions_undoes_id_fkey"
            columns: ["undoes_id"]
            referencedRelation: "moderation_history"
            referencedColumns: ["undone_by_id"]
          },
        ]
      }
      moderation_reasons: {
        Row: {
          active: boolean
          code: string
          created_at: string
          decisions: string[]
          earlier_reports: string | null
          folded: Json | null
          id: string
          items: string[]
          label: string
          member_text: string
          member_texts: NonNullable<Json>
          number_key: number | null
          position: number
          search: string | null
          severity: number
          updated_at: string
        }
        Insert: {
          active?: boolean
          code: string
          created_at?: string
          decisions?: string[]
          earlier_reports?: string | null
          folded?: never
          id?: string
          items?: string[]
          label: string
          member_text: string
          member_texts?: NonNullable<Json>
          number_key?: number | null
          position?: number
          search?: never
          severity?: number
          updated_at?: string
        }
        Update: {
          active?: boolean
          code?: string
          created_at?: string
          decisions?: string[]
          earlier_reports?: string | null
          folded?: never
          id?: string
          items?: string[]
          label?: string
          member_text?: string
          member_texts?: NonNullable<Json>
          number_key?: number | null
          position?: number
          search?: never
          severity?: number
          updated_at?: string
        }
        Relationships: []
      }
      moderation_settings: {
        Row: {
          about: string
          code: string
          created_at: string
          folded: Json | null
          id: string
          label: string
          largest: number
          search: string | null
          smallest: number
          updated_at: string
          value: number
        }
        Insert: {
          about: string
          code: string
          created_at?: string
          folded?: never
          id?: string
          label: string
          largest: number
          search?: never
          smallest?: number
          updated_at?: string
          value: number
        }
        Update: {
          about?: string
          code?: string
          created_at?: string
          folded?: never
          id?: string
          label?: string
          largest?: number
          search?: never
          smallest?: number
          updated_at?: string
          value?: number
        }
        Relationships: []
      }
      moderation_waiting: {
        Row: {
          by_bot: boolean
          changed_at: string
          counting: number
          earlier: number
          edited: boolean
          escalated: boolean
          held_id: number | null
          item_id: string
          item_type: string
          pending: boolean
          set_aside: number
          signals: NonNullable<Json>
          waiting_since: string | null
          watched: boolean
        }
        Insert: {
          by_bot?: boolean
          changed_at?: string
          counting?: number
          earlier?: number
          edited?: boolean
          escalated?: boolean
          held_id?: number | null
          item_id: string
          item_type: string
          pending?: boolean
          set_aside?: number
          signals?: NonNullable<Json>
          waiting_since?: string | null
          watched?: boolean
        }
        Update: {
          by_bot?: boolean
          changed_at?: string
          counting?: number
          earlier?: number
          edited?: boolean
          escalated?: boolean
          held_id?: number | null
          item_id?: string
          item_type?: string
          pending?: boolean
          set_aside?: number
          signals?: NonNullable<Json>
          waiting_since?: string | null
          watched?: boolean
        }
        Relationships: []
      }
      outreach_responses: {
        Row: {
          body: string
          channel: string
          email_send_id: number | null
          folded: Json | null
          handled_at: string | null
          handled_by: string | null
          handling_note: string | null
          id: string
          intent: string
          lead_id: string | null
          received_at: string
          search: string | null
          sender_id: string | null
          sentiment: string
          sequence_email_id: string | null
          sequence_id: string | null
          source_id: string | null
          subject: string | null
          updated_at: string
          variant_id: string | null
        }
        Insert: {
          body: string
          channel?: string
          email_send_id?: number | null
          folded?: never
          handled_at?: string | null
          handled_by?: string | null
          handling_note?: string | null
          id?: string
          intent?: string
          lead_id?: string | null
          received_at?: string
          search?: never
          sender_id?: string | null
          sentiment?: string
          sequence_email_id?: string | null
          sequence_id?: string | null
          source_id?: string | null
          subject?: string | null
          updated_at?: string
          variant_id?: string | null
        }
        Update: {
          body?: string
          channel?: string
          email_send_id?: number | null
          folded?: never
          handled_at?: string | null
          handled_by?: string | null
          handling_note?: string | null
          id?: string
          intent?: string
          lead_id?: string | null
          received_at?: string
          search?: never
          sender_id?: string | null
          sentiment?: string
          sequence_email_id?: string | null
          sequence_id?: string | null
          source_id?: string | null
          subject?: string | null
          updated_at?: string
          variant_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "outreach_responses_email_send_id_fkey"
            columns: ["email_send_id"]
            referencedRelation: "email_sends"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "outreach_responses_handled_by_fkey"
            columns: ["handled_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "outreach_responses_lead_id_fkey"
            columns: ["lead_id"]
            referencedRelation: "leads"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "outreach_responses_sender_id_fkey"
            columns: ["sender_id"]
            referencedRelation: "outreach_senders"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "outreach_responses_sequence_email_id_fkey"
            columns: ["sequence_email_id"]
            referencedRelation: "sequence_emails"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "outreach_responses_sequence_id_fkey"
            columns: ["sequence_id"]
            referencedRelation: "outreach_sequences"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "outreach_responses_source_id_fkey"
            columns: ["source_id"]
            referencedRelation: "lead_sources"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "outreach_responses_variant_id_fkey"
            columns: ["variant_id"]
            referencedRelation: "sequence_variants"
            referencedColumns: ["id"]
          },
        ]
      }
      outreach_senders: {
        Row: {
          created_at: string
          daily_cap: number
          email: string
          first_used_at: string | null
          id: string
          min_gap_seconds: number
          name: string
          pause_reason: string | null
          ramp_start: number | null
          ramp_step: number
          state: string
          updated_at: string
        }
        Insert: {
          created_at?: string
          daily_cap?: number
          email: string
          first_used_at?: string | null
          id?: string
          min_gap_seconds?: number
          name: string
          pause_reason?: string | null
          ramp_start?: number | null
          ramp_step?: number
          state?: string
          updated_at?: string
        }
        Update: {
          created_at?: string
          daily_cap?: number
          email?: string
          first_used_at?: string | null
          id?: string
          min_gap_seconds?: number
          name?: string
          pause_reason?: string | null
          ramp_start?: number | null
          ramp_step?: number
          state?: string
          updated_at?: string
        }
        Relationships: []
      }
      outreach_sequences: {
        Row: {
          activated_at: string | null
          allow_parallel: boolean
          away_days: number
          created_at: string
          daily_cap: number
          description: string | null
          folded: Json | null
          from_email: string
          from_name: string
          id: string
          name: string
          owner_id: string | null
          pause_reason: string | null
          postal_address: string
          reply_to: string | null
          search: string | null
          send_days: number[]
          send_from: string
          send_until: string
          soft_bounce_limit: number
          sort_name: string
          state: string
          stop_company: boolean
          time_zone: string
          updated_at: string
        }
        Insert: {
          activated_at?: string | null
          allow_parallel?: boolean
          away_days?: number
          created_at?: string
          daily_cap?: number
          description?: string | null
          folded?: never
          from_email: string
          from_name: string
          id?: string
          name: string
          owner_id?: string | null
          pause_reason?: string | null
          postal_address: string
          reply_to?: string | null
          search?: never
          send_days?: number[]
          send_from?: string
          send_until?: string
          soft_bounce_limit?: number
          sort_name?: never
          state?: string
          stop_company?: boolean
          time_zone?: string
          updated_at?: string
        }
        Update: {
          activated_at?: string | null
          allow_parallel?: boolean
          away_days?: number
          created_at?: string
          daily_cap?: number
          description?: string | null
          folded?: never
          from_email?: string
          from_name?: string
          id?: string
          name?: string
          owner_id?: string | null
          pause_reason?: string | null
          postal_address?: string
          reply_to?: string | null
          search?: never
          send_days?: number[]
          send_from?: string
          send_until?: string
          soft_bounce_limit?: number
          sort_name?: never
          state?: string
          stop_company?: boolean
          time_zone?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "outreach_sequences_owner_id_fkey"
            columns: ["owner_id"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
        ]
      }
      outreach_suppressions: {
        Row: {
          channel: string
          created_at: string
          created_by: string | null
          email: string
          folded: Json | null
          id: string
          kind: string
          lead_id: string | null
          lift_reason: string | null
          lifted_at: string | null
          lifted_by: string | null
          note: string | null
          reason: string
          search: string | null
          source: string | null
          subdomains: boolean
          updated_at: string
        }
        Insert: {
          channel?: string
          created_at?: string
          created_by?: string | null
          email: string
          folded?: never
          id?: string
          kind?: string
          lead_id?: string | null
          lift_reason?: string | null
          lifted_at?: string | null
          lifted_by?: string | null
          note?: string | null
          reason: string
          search?: never
          source?: string | null
          subdomains?: boolean
          updated_at?: string
        }
        Update: {
          channel?: string
          created_at?: string
          created_by?: string | null
          email?: string
          folded?: never
          id?: string
          kind?: string
          lead_id?: string | null
          lift_reason?: string | null
          lifted_at?: string | null
          lifted_by?: string | null
          note?: string | null
          reason?: string
          search?: never
          source?: string | null
          subdomains?: boolean
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "outreach_suppressions_created_by_fkey"
            columns: ["created_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "outreach_suppressions_lifted_by_fkey"
            columns: ["lifted_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
        ]
      }
      payment_methods: {
        Row: {
          brand: string
          created_at: string
          exp_month: number
          exp_year: number
          id: string
          is_default: boolean
          last4: string
          updated_at: string
          user_id: string
        }
        Insert: {
          brand: string
          created_at?: string
          exp_month: number
          exp_year: number
          id?: string
          is_default?: boolean
          last4: string
          updated_at?: string
          user_id: string
        }
        Update: {
          brand?: string
          created_at?: string
          exp_month?: number
          exp_year?: number
          id?: string
          is_default?: boolean
          last4?: string
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "payment_methods_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "payment_methods_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "payment_methods_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_activity"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "payment_methods_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_directory"
            referencedColumns: ["id"]
          },
        ]
      }
      payments: {
        Row: {
          allocated_minor: number
          amount_minor: number
          booked_at: string
          currency: string
          folded: Json | null
          id: string
          is_unallocated: boolean | null
          method: string
          paid_at: string
          payment_method_id: string | null
          provider: string | null
          provider_reference: string | null
          recorded_by: string | null
          reference: string | null
          refunded_minor: number
          search: string | null
          unallocated_minor: number | null
          updated_at: string
          user_id: string | null
        }
        Insert: {
          allocated_minor?: number
          amount_minor: number
          booked_at?: string
          currency: string
          folded?: never
          id?: string
          is_unallocated?: never
          method?: string
          paid_at?: string
          payment_method_id?: string | null
          provider?: string | null
          provider_reference?: string | null
          recorded_by?: string | null
          reference?: string | null
          refunded_minor?: number
          search?: never
          unallocated_minor?: never
          updated_at?: string
          user_id?: string | null
        }
        Update: {
          allocated_minor?: number
          amount_minor?: number
          booked_at?: string
          currency?: string
          folded?: never
          id?: string
          is_unallocated?: never
          method?: string
          paid_at?: string
          payment_method_id?: string | null
          provider?: string | null
          provider_reference?: string | null
          recorded_by?: string | null
          reference?: string | null
          refunded_minor?: number
          search?: never
          unallocated_minor?: never
          updated_at?: string
          user_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "payments_currency_fkey"
            columns: ["currency"]
            referencedRelation: "currencies"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "payments_payment_method_id_fkey"
            columns: ["payment_method_id"]
            referencedRelation: "payment_methods"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "payments_recorded_by_fkey"
            columns: ["recorded_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "payments_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "payments_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "payments_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_activity"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "payments_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_directory"
            referencedColumns: ["id"]
          },
        ]
      }
      photo_decisions: {
        Row: {
          checksum: string
          client_key: string
          created_at: string
          decision: string
          decision_seen: number | null
          id: number
          image_id: string
          member_id: string
          moderator_id: string
          note: string | null
          over_claim: boolean
          reason_code: string | null
          rejection_before: string | null
          state_after: string
          state_before: string
          undoes_id: number | null
          waiting_since: string | null
        }
        Insert: {
          checksum: string
          client_key: string
          created_at?: string
          decision: string
          decision_seen?: number | null
          id?: never
          image_id: string
          member_id: string
          moderator_id: string
          note?: string | null
          over_claim?: boolean
          reason_code?: string | null
          rejection_before?: string | null
          state_after: string
          state_before: string
          undoes_id?: number | null
          waiting_since?: string | null
        }
        Update: {
          checksum?: string
          client_key?: string
          created_at?: string
          decision?: string
          decision_seen?: number | null
          id?: never
          image_id?: string
          member_id?: string
          moderator_id?: string
          note?: string | null
          over_claim?: boolean
          reason_code?: string | null
          rejection_before?: string | null
          state_after?: string
          state_before?: string
          undoes_id?: number | null
          waiting_since?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "photo_decisions_member_id_fkey"
            columns: ["member_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "photo_decisions_member_id_fkey"
            columns: ["member_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "photo_decisions_moderator_id_fkey"
            columns: ["moderator_id"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "photo_decisions_reason_code_fkey"
            columns: ["reason_code"]
            referencedRelation: "moderation_reasons"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "photo_decisions_undoes_id_fkey"
            columns: ["undoes_id"]
            referencedRelation: "photo_decisions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "photo_decisions_undoes_id_fkey"
            columns: ["undoes_id"]
            referencedRelation: "photo_queue"
            referencedColumns: ["decision_seen"]
          },
        ]
      }
      plan_prices: {
        Row: {
          amount_minor: number
          billing_interval: string
          created_by: string | null
          currency: string
          id: string
          plan_id: string
          reason: string | null
          valid_from: string
          valid_until: string | null
          version: number
        }
        Insert: {
          amount_minor: number
          billing_interval: string
          created_by?: string | null
          currency: string
          id?: string
          plan_id: string
          reason?: string | null
          valid_from?: string
          valid_until?: string | null
          version: number
        }
        Update: {
          amount_minor?: number
          billing_interval?: string
          created_by?: string | null
          currency?: string
          id?: string
          plan_id?: string
          reason?: string | null
          valid_from?: string
          valid_until?: string | null
          version?: number
        }
        Relationships: [
          {
            foreignKeyName: "plan_prices_created_by_fkey"
            columns: ["created_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "plan_prices_currency_fkey"
            columns: ["currency"]
            referencedRelation: "currencies"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "plan_prices_plan_id_fkey"
            columns: ["plan_id"]
            referencedRelation: "subscription_plans"
            referencedColumns: ["id"]
          },
        ]
      }
      post_comments: {
        Row: {
          body: string
          created_at: string
          edited_at: string | null
          folded: Json | null
          id: string
          parent_id: string | null
          pending_version: number | null
          post_id: string
          search: string | null
          state: string
          updated_at: string
          user_id: string
          version: number
          bot_category: string | null
          bot_score: number | null
          report_count: number | null
        }
        Insert: {
          body: string
          created_at?: string
          edited_at?: string | null
          folded?: never
          id?: string
          parent_id?: string | null
          pending_version?: number | null
          post_id: string
          search?: never
          state?: string
          updated_at?: string
          user_id: string
          version?: number
        }
        Update: {
          body?: string
          created_at?: string
          edited_at?: string | null
          folded?: never
          id?: string
          parent_id?: string | null
          pending_version?: number | null
          post_id?: string
          search?: never
          state?: string
          updated_at?: string
          user_id?: string
          version?: number
        }
        Relationships: [
          {
            foreignKeyName: "post_comments_parent_id_fkey"
            columns: ["parent_id"]
            referencedRelation: "post_comments"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "post_comments_post_id_fkey"
            columns: ["post_id"]
            referencedRelation: "community_posts"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "post_comments_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "post_comments_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      post_extractions: {
        Row: {
          confidence: number
          created_at: string
          folded: Json | null
          id: string
          kind: string
          model: string
          post_id: string
          updated_at: string
          user_id: string
          value: string
        }
        Insert: {
          confidence: number
          created_at?: string
          folded?: never
          id?: string
          kind: string
          model: string
          post_id: string
          updated_at?: string
          user_id: string
          value: string
        }
        Update: {
          confidence?: number
          created_at?: string
          folded?: never
          id?: string
          kind?: string
          model?: string
          post_id?: string
          updated_at?: string
          user_id?: string
          value?: string
        }
        Relationships: [
          {
            foreignKeyName: "post_extractions_post_id_fkey"
            columns: ["post_id"]
            referencedRelation: "community_posts"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "post_extractions_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "post_extractions_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      post_reactions: {
        Row: {
          created_at: string
          id: string
          kind: string
          post_id: string
          updated_at: string
          user_id: string
        }
        Insert: {
          created_at?: string
          id?: string
          kind?: string
          post_id: string
          updated_at?: string
          user_id: string
        }
        Update: {
          created_at?: string
          id?: string
          kind?: string
          post_id?: string
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "post_reactions_post_id_fkey"
            columns: ["post_id"]
            referencedRelation: "community_posts"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "post_reactions_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "post_reactions_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "post_reactions_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_activity"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "post_reactions_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_directory"
            referencedColumns: ["id"]
          },
        ]
      }
      profiles: {
        Row: {
          attachment_style: string | null
          bio: string | null
          birth_date: string | null
          city: string | null
          communication_style: string | null
          country: string | null
          created_at: string
          display_name: string
          email: string
          folded: Json | null
          gender: string | null
          id: string
          last_active_at: string | null
          occupation: string | null
          onboarded_at: string | null
          personality: NonNullable<Json>
          pronouns: string | null
          relationship_goal: string | null
          search: string | null
          sort_name: string
          state: string
          updated_at: string
          verified_at: string | null
        }
        Insert: {
          attachment_style?: string | null
          bio?: string | null
          birth_date?: string | null
          city?: string | null
          communication_style?: string | null
          country?: string | null
          created_at?: string
          display_name: string
          email: string
          folded?: never
          gender?: string | null
          id: string
          last_active_at?: string | null
          occupation?: string | null
          onboarded_at?: string | null
          personality?: NonNullable<Json>
          pronouns?: string | null
          relationship_goal?: string | null
          search?: never
          sort_name?: never
          state?: string
          updated_at?: string
          verified_at?: string | null
        }
        Update: {
          attachment_style?: string | null
          bio?: string | null
          birth_date?: string | null
          city?: string | null
          communication_style?: string | null
          country?: string | null
          created_at?: string
          display_name?: string
          email?: string
          folded?: never
          gender?: string | null
          id?: string
          last_active_at?: string | null
          occupation?: string | null
          onboarded_at?: string | null
          personality?: NonNullable<Json>
          pronouns?: string | null
          relationship_goal?: string | null
          search?: never
          sort_name?: never
          state?: string
          updated_at?: string
          verified_at?: string | null
        }
        Relationships: []
      }
      puzzles: {
        Row: {
          answer: string
          created_at: string
          difficulty: number
          explanation: string | null
          folded: Json | null
          hint: string | null
          id: string
          kind: string
          prompt: string
          publish_on: string | null
          search: string | null
          slug: string
          state: string
          title: string
          updated_at: string
        }
        Insert: {
          answer: string
          created_at?: string
          difficulty?: number
          explanation?: string | null
          folded?: never
          hint?: string | null
          id?: string
          kind: string
          prompt: string
          publish_on?: string | null
          search?: never
          slug: string
          state?: string
          title: string
          updated_at?: string
        }
        Update: {
          answer?: string
          created_at?: string
          difficulty?: number
          explanation?: string | null
          folded?: never
          hint?: string | null
          id?: string
          kind?: string
          prompt?: string
          publish_on?: string | null
          search?: never
          slug?: string
          state?: string
          title?: string
          updated_at?: string
        }
        Relationships: []
      }
      record_comments: {
        Row: {
          author_id: string
          body: string
          created_at: string
          id: string
          record_id: string
          record_label: string | null
          table_name: string
          updated_at: string
        }
        Insert: {
          author_id?: string
          body: string
          created_at?: string
          id?: string
          record_id: string
          record_label?: string | null
          table_name: string
          updated_at?: string
        }
        Update: {
          author_id?: string
          body?: string
          created_at?: string
          id?: string
          record_id?: string
          record_label?: string | null
          table_name?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "record_comments_author_id_fkey"
            columns: ["author_id"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
        ]
      }
      refunds: {
        Row: {
          amount_minor: number
          currency: string
          folded: Json | null
          from_credit_minor: number
          id: string
          number: string
          payment_id: string
          provider_reference: string | null
          reason: string
          recorded_by: string | null
          refunded_at: string
          search: string | null
          user_id: string | null
        }
        Insert: {
          amount_minor: number
          currency: string
          folded?: never
          from_credit_minor: number
          id?: string
          number: string
          payment_id: string
          provider_reference?: string | null
          reason: string
          recorded_by?: string | null
          refunded_at?: string
          search?: never
          user_id?: string | null
        }
        Update: {
          amount_minor?: number
          currency?: string
          folded?: never
          from_credit_minor?: number
          id?: string
          number?: string
          payment_id?: string
          provider_reference?: string | null
          reason?: string
          recorded_by?: string | null
          refunded_at?: string
          search?: never
          user_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "refunds_currency_fkey"
            columns: ["currency"]
            referencedRelation: "currencies"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "refunds_payment_id_fkey"
            columns: ["payment_id"]
            referencedRelation: "payments"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "refunds_recorded_by_fkey"
            columns: ["recorded_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "refunds_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "refunds_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "refunds_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_activity"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "refunds_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_directory"
            referencedColumns: ["id"]
          },
        ]
      }
      saved_view_defaults: {
        Row: {
          id: string
          table_name: string
          updated_at: string
          user_id: string
          view_id: string
        }
        Insert: {
          id?: string
          table_name: string
          updated_at?: string
          user_id?: string
          view_id: string
        }
        Update: {
          id?: string
          table_name?: string
          updated_at?: string
          user_id?: string
          view_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "saved_view_defaults_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "saved_view_defaults_view_id_fkey"
            columns: ["view_id"]
            referencedRelation: "saved_views"
            referencedColumns: ["id"]
          },
        ]
      }
      saved_views: {
        Row: {
          address: string
          columns: NonNullable<Json>
          created_at: string
          density: string | null
          id: string
          name: string
          owner_id: string
          shared_with: string[]
          table_name: string
          updated_at: string
        }
        Insert: {
          address?: string
          columns?: NonNullable<Json>
          created_at?: string
          density?: string | null
          id?: string
          name: string
          owner_id?: string
          shared_with?: string[]
          table_name: string
          updated_at?: string
        }
        Update: {
          address?: string
          columns?: NonNullable<Json>
          created_at?: string
          density?: string | null
          id?: string
          name?: string
          owner_id?: string
          shared_with?: string[]
          table_name?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "saved_views_owner_id_fkey"
            columns: ["owner_id"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
        ]
      }
      scrape_runs: {
        Row: {
          cost_minor: number | null
          currency: string | null
          duplicates: number
          error_fingerprint: string | null
          error_kind: string | null
          error_message: string | null
          errors: number
          finished_at: string | null
          folded: Json | null
          found: number
          heartbeat_at: string | null
          id: string
          log: NonNullable<Json>
          new_leads: number
          pages: number
          queued_at: string
          requested_by: string | null
          retry_of: string | null
          source_id: string
          started_at: string | null
          state: string
          trigger: string
          updated_at: string
          worker: string | null
        }
        Insert: {
          cost_minor?: number | null
          currency?: string | null
          duplicates?: number
          error_fingerprint?: never
          error_kind?: string | null
          error_message?: string | null
          errors?: number
          finished_at?: string | null
          folded?: never
          found?: number
          heartbeat_at?: string | null
          id?: string
          log?: NonNullable<Json>
          new_leads?: number
          pages?: number
          queued_at?: string
          requested_by?: string | null
          retry_of?: string | null
          source_id: string
          started_at?: string | null
          state?: string
          trigger?: string
          updated_at?: string
          worker?: string | null
        }
        Update: {
          cost_minor?: number | null
          currency?: string | null
          duplicates?: number
          error_fingerprint?: never
          error_kind?: string | null
          error_message?: string | null
          errors?: number
          finished_at?: string | null
          folded?: never
          found?: number
          heartbeat_at?: string | null
          id?: string
          log?: NonNullable<Json>
          new_leads?: number
          pages?: number
          queued_at?: string
          requested_by?: string | null
          retry_of?: string | null
          source_id?: string
          started_at?: string | null
          state?: string
          trigger?: string
          updated_at?: string
          worker?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "scrape_runs_requested_by_fkey"
            columns: ["requested_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "scrape_runs_retry_of_fkey"
            columns: ["retry_of"]
            referencedRelation: "scrape_runs"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "scrape_runs_source_id_fkey"
            columns: ["source_id"]
            referencedRelation: "lead_sources"
            referencedColumns: ["id"]
          },
        ]
      }
      second_looks: {
        Row: {
          agrees: boolean | null
          created_at: string
          decision_id: number
          id: string
          looked_at: string | null
          looked_by: string | null
          reason_code: string | null
          same_reason: boolean | null
          updated_at: string
          verdict: string | null
        }
        Insert: {
          agrees?: boolean | null
          created_at?: string
          decision_id: number
          id?: string
          looked_at?: string | null
          looked_by?: string | null
          reason_code?: string | null
          same_reason?: boolean | null
          updated_at?: string
          verdict?: string | null
        }
        Update: {
          agrees?: boolean | null
          created_at?: string
          decision_id?: number
          id?: string
          looked_at?: string | null
          looked_by?: string | null
          reason_code?: string | null
          same_reason?: boolean | null
          updated_at?: string
          verdict?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "second_looks_decision_id_fkey"
            columns: ["decision_id"]
            referencedRelation: "moderation_decisions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "second_looks_decision_id_fkey"
            columns: ["decision_id"]
            referencedRelation: "moderation_history"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "second_looks_decision_id_fkey"
            columns: ["decision_id"]
            referencedRelation: "moderation_history"
            referencedColumns: ["undone_by_id"]
          },
          {
            foreignKeyName: "second_looks_looked_by_fkey"
            columns: ["looked_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "second_looks_reason_code_fkey"
            columns: ["reason_code"]
            referencedRelation: "moderation_reasons"
            referencedColumns: ["code"]
          },
        ]
      }
      security_events: {
        Row: {
          at: string
          file_format: string | null
          filters: Json | null
          folded: Json | null
          id: number
          kind: string
          row_count: number | null
          table_name: string | null
          user_id: string
          who: string
        }
        Insert: {
          at?: string
          file_format?: string | null
          filters?: Json | null
          folded?: never
          id?: never
          kind: string
          row_count?: number | null
          table_name?: string | null
          user_id: string
          who: string
        }
        Update: {
          at?: string
          file_format?: string | null
          filters?: Json | null
          folded?: never
          id?: never
          kind?: string
          row_count?: number | null
          table_name?: string | null
          user_id?: string
          who?: string
        }
        Relationships: []
      }
      sequence_emails: {
        Row: {
          active: boolean
          body: string
          created_at: string
          delay_days: number
          folded: Json | null
          id: string
          position: number
          preview_text: string | null
          search: string | null
          sequence_id: string
          subject: string
          updated_at: string
          version: number
        }
        Insert: {
          active?: boolean
          body: string
          created_at?: string
          delay_days?: number
          folded?: never
          id?: string
          position: number
          preview_text?: string | null
          search?: never
          sequence_id: string
          subject: string
          updated_at?: string
          version?: number
        }
        Update: {
          active?: boolean
          body?: string
          created_at?: string
          delay_days?: number
          folded?: never
          id?: string
          position?: number
          preview_text?: string | null
          search?: never
          sequence_id?: string
          subject?: string
          updated_at?: string
          version?: number
        }
        Relationships: [
          {
            foreignKeyName: "sequence_emails_sequence_id_fkey"
            columns: ["sequence_id"]
            referencedRelation: "outreach_sequences"
            referencedColumns: ["id"]
          },
        ]
      }
      sequence_enrollments: {
        Row: {
          current_step: number
          ended_at: string | null
          enrolled_at: string
          enrolled_by: string | null
          folded: Json | null
          id: string
          lead_id: string | null
          next_send_at: string | null
          sequence_id: string
          source_id: string | null
          state: string
          stop_reason: string | null
          updated_at: string
          why: string | null
          why_due: boolean | null
          why_no_address: boolean | null
          why_no_lead: boolean | null
          why_no_provenance: boolean | null
          why_not_yet: boolean | null
          why_paused: boolean | null
          why_reserved: boolean | null
          why_sender_cap: boolean | null
          why_sender_gap: boolean | null
          why_sender_paused: boolean | null
          why_sent: boolean | null
          why_sequence_archived: boolean | null
          why_sequence_cap: boolean | null
          why_sequence_draft: boolean | null
          why_sequence_paused: boolean | null
          why_suppressed: boolean | null
          why_window: boolean | null
          why_wrong_state: boolean | null
        }
        Insert: {
          current_step?: number
          ended_at?: string | null
          enrolled_at?: string
          enrolled_by?: string | null
          folded?: never
          id?: string
          lead_id?: string | null
          next_send_at?: string | null
          sequence_id: string
          source_id?: string | null
          state?: string
          stop_reason?: string | null
          updated_at?: string
        }
        Update: {
          current_step?: number
          ended_at?: string | null
          enrolled_at?: string
          enrolled_by?: string | null
          folded?: never
          id?: string
          lead_id?: string | null
          next_send_at?: string | null
          sequence_id?: string
          source_id?: string | null
          state?: string
          stop_reason?: string | null
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "sequence_enrollments_enrolled_by_fkey"
            columns: ["enrolled_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "sequence_enrollments_lead_id_fkey"
            columns: ["lead_id"]
            referencedRelation: "leads"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "sequence_enrollments_sequence_id_fkey"
            columns: ["sequence_id"]
            referencedRelation: "outreach_sequences"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "sequence_enrollments_source_id_fkey"
            columns: ["source_id"]
            referencedRelation: "lead_sources"
            referencedColumns: ["id"]
          },
        ]
      }
      sequence_senders: {
        Row: {
          created_at: string
          id: string
          sender_id: string
          sequence_id: string
          updated_at: string
        }
        Insert: {
          created_at?: string
          id?: string
          sender_id: string
          sequence_id: string
          updated_at?: string
        }
        Update: {
          created_at?: string
          id?: string
          sender_id?: string
          sequence_id?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "sequence_senders_sender_id_fkey"
            columns: ["sender_id"]
            referencedRelation: "outreach_senders"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "sequence_senders_sequence_id_fkey"
            columns: ["sequence_id"]
            referencedRelation: "outreach_sequences"
            referencedColumns: ["id"]
          },
        ]
      }
      sequence_variants: {
        Row: {
          active: boolean
          body: string
          created_at: string
          folded: Json | null
          id: string
          preview_text: string | null
          sequence_email_id: string
          share: number
          subject: string
          updated_at: string
          version: number
        }
        Insert: {
          active?: boolean
          body: string
          created_at?: string
          folded?: never
          id?: string
          preview_text?: string | null
          sequence_email_id: string
          share?: number
          subject: string
          updated_at?: string
          version?: number
        }
        Update: {
          active?: boolean
          body?: string
          created_at?: string
          folded?: never
          id?: string
          preview_text?: string | null
          sequence_email_id?: string
          share?: number
          subject?: string
          updated_at?: string
          version?: number
        }
        Relationships: [
          {
            foreignKeyName: "sequence_variants_sequence_email_id_fkey"
            columns: ["sequence_email_id"]
            referencedRelation: "sequence_emails"
            referencedColumns: ["id"]
          },
        ]
      }
      staff_members: {
        Row: {
          active: boolean
          created_at: string
          email: string
          folded: Json | null
          full_name: string
          roles: string[]
          search: string | null
          sort_name: string
          updated_at: string
          user_id: string
        }
        Insert: {
          active?: boolean
          created_at?: string
          email: string
          folded?: never
          full_name: string
          roles?: string[]
          search?: never
          sort_name?: never
          updated_at?: string
          user_id: string
        }
        Update: {
          active?: boolean
          created_at?: string
          email?: string
          folded?: never
          full_name?: string
          roles?: string[]
          search?: never
          sort_name?: never
          updated_at?: string
          user_id?: string
        }
        Relationships: []
      }
      staff_preferences: {
        Row: {
          created_at: string
          single_keys: boolean
          updated_at: string
          user_id: string
        }
        Insert: {
          created_at?: string
          single_keys?: boolean
          updated_at?: string
          user_id?: string
        }
        Update: {
          created_at?: string
          single_keys?: boolean
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "staff_preferences_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
        ]
      }
      state_transitions: {
        Row: {
          from_state: string
          table_name: string
          to_state: string
        }
        Insert: {
          from_state: string
          table_name: string
          to_state: string
        }
        Update: {
          from_state?: string
          table_name?: string
          to_state?: string
        }
        Relationships: []
      }
      subscription_periods: {
        Row: {
          billing_interval: string
          change_twelfths: number
          currency: string
          decided_by: string | null
          discount_percent: number
          from_at: string
          id: string
          mrr_twelfths: number | null
          n: number
          plan_id: string
          price_id: string
          quantity: number
          reason: string | null
          recorded_at: string
          recurring_minor: number
          state: string
          subscription_id: string
          user_id: string
        }
        Insert: {
          billing_interval: string
          change_twelfths: number
          currency: string
          decided_by?: string | null
          discount_percent: number
          from_at: string
          id?: string
          mrr_twelfths?: never
          n: number
          plan_id: string
          price_id: string
          quantity: number
          reason?: string | null
          recorded_at?: string
          recurring_minor: number
          state: string
          subscription_id: string
          user_id: string
        }
        Update: {
          billing_interval?: string
          change_twelfths?: number
          currency?: string
          decided_by?: string | null
          discount_percent?: number
          from_at?: string
          id?: string
          mrr_twelfths?: never
          n?: number
          plan_id?: string
          price_id?: string
          quantity?: number
          reason?: string | null
          recorded_at?: string
          recurring_minor?: number
          state?: string
          subscription_id?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "subscription_periods_currency_fkey"
            columns: ["currency"]
            referencedRelation: "currencies"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "subscription_periods_decided_by_fkey"
            columns: ["decided_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "subscription_periods_plan_id_fkey"
            columns: ["plan_id"]
            referencedRelation: "subscription_plans"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "subscription_periods_price_id_fkey"
            columns: ["price_id"]
            referencedRelation: "plan_prices"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "subscription_periods_subscription_id_fkey"
            columns: ["subscription_id"]
            referencedRelation: "user_subscriptions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "subscription_periods_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "subscription_periods_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "subscription_periods_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_activity"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "subscription_periods_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_directory"
            referencedColumns: ["id"]
          },
        ]
      }
      subscription_plans: {
        Row: {
          active: boolean
          amount_minor: number
          billing_interval: string
          code: string
          created_at: string
          currency: string
          description: string | null
          features: NonNullable<Json>
          folded: Json | null
          id: string
          limits: NonNullable<Json>
          name: string
          position: number
          search: string | null
          trial_days: number
          updated_at: string
        }
        Insert: {
          active?: boolean
          amount_minor: number
          billing_interval: string
          code: string
          created_at?: string
          currency: string
          description?: string | null
          features?: NonNullable<Json>
          folded?: never
          id?: string
          limits?: NonNullable<Json>
          name: string
          position?: number
          search?: never
          trial_days?: number
          updated_at?: string
        }
        Update: {
          active?: boolean
          amount_minor?: number
          billing_interval?: string
          code?: string
          created_at?: string
          currency?: string
          description?: string | null
          features?: NonNullable<Json>
          folded?: never
          id?: string
          limits?: NonNullable<Json>
          name?: string
          position?: number
          search?: never
          trial_days?: number
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "subscription_plans_currency_fkey"
            columns: ["currency"]
            referencedRelation: "currencies"
            referencedColumns: ["code"]
          },
        ]
      }
      usage_tracking: {
        Row: {
          created_at: string
          feature: string
          id: number
          limit_value: number | null
          period_end: string
          period_start: string
          plan_id: string | null
          subscription_id: string | null
          updated_at: string
          used: number
          used_share: number | null
          user_id: string
        }
        Insert: {
          created_at?: string
          feature: string
          id?: never
          limit_value?: number | null
          period_end: string
          period_start: string
          plan_id?: string | null
          subscription_id?: string | null
          updated_at?: string
          used?: number
          used_share?: never
          user_id: string
        }
        Update: {
          created_at?: string
          feature?: string
          id?: never
          limit_value?: number | null
          period_end?: string
          period_start?: string
          plan_id?: string | null
          subscription_id?: string | null
          updated_at?: string
          used?: number
          used_share?: never
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "usage_tracking_plan_id_fkey"
            columns: ["plan_id"]
            referencedRelation: "subscription_plans"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "usage_tracking_subscription_id_fkey"
            columns: ["subscription_id"]
            referencedRelation: "user_subscriptions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "usage_tracking_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "usage_tracking_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "usage_tracking_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_activity"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "usage_tracking_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_directory"
            referencedColumns: ["id"]
          },
        ]
      }
      user_badges: {
        Row: {
          awarded_at: string
          badge_id: string
          folded: Json | null
          id: string
          reason: string | null
          updated_at: string
          user_id: string
        }
        Insert: {
          awarded_at?: string
          badge_id: string
          folded?: never
          id?: string
          reason?: string | null
          updated_at?: string
          user_id: string
        }
        Update: {
          awarded_at?: string
          badge_id?: string
          folded?: never
          id?: string
          reason?: string | null
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "user_badges_badge_id_fkey"
            columns: ["badge_id"]
            referencedRelation: "badges"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "user_badges_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "user_badges_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      user_content_interactions: {
        Row: {
          article_id: string
          created_at: string
          id: number
          kind: string
          progress: number
          seconds: number
          updated_at: string
          user_id: string
        }
        Insert: {
          article_id: string
          created_at?: string
          id?: never
          kind: string
          progress?: number
          seconds?: number
          updated_at?: string
          user_id: string
        }
        Update: {
          article_id?: string
          created_at?: string
          id?: never
          kind?: string
          progress?: number
          seconds?: number
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "user_content_interactions_article_id_fkey"
            columns: ["article_id"]
            referencedRelation: "content_articles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "user_content_interactions_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "user_content_interactions_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      user_conversations: {
        Row: {
          completed_at: string | null
          flow_id: string
          folded: Json | null
          id: string
          response_count: number
          sentiment: string | null
          started_at: string
          state: string
          summary: string | null
          updated_at: string
          user_id: string
        }
        Insert: {
          completed_at?: string | null
          flow_id: string
          folded?: never
          id?: string
          response_count?: number
          sentiment?: string | null
          started_at?: string
          state?: string
          summary?: string | null
          updated_at?: string
          user_id: string
        }
        Update: {
          completed_at?: string | null
          flow_id?: string
          folded?: never
          id?: string
          response_count?: number
          sentiment?: string | null
          started_at?: string
          state?: string
          summary?: string | null
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "user_conversations_flow_id_fkey"
            columns: ["flow_id"]
            referencedRelation: "conversation_flows"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "user_conversations_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "user_conversations_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      user_dealbreakers: {
        Row: {
          created_at: string
          dealbreaker_id: string
          folded: Json | null
          id: string
          note: string | null
          strength: string
          updated_at: string
          user_id: string
        }
        Insert: {
          created_at?: string
          dealbreaker_id: string
          folded?: never
          id?: string
          note?: string | null
          strength?: string
          updated_at?: string
          user_id: string
        }
        Update: {
          created_at?: string
          dealbreaker_id?: string
          folded?: never
          id?: string
          note?: string | null
          strength?: string
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "user_dealbreakers_dealbreaker_id_fkey"
            columns: ["dealbreaker_id"]
            referencedRelation: "dealbreakers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "user_dealbreakers_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "user_dealbreakers_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      user_game_responses: {
        Row: {
          answer: NonNullable<Json>
          created_at: string
          id: number
          question_id: string
          response_ms: number | null
          session_id: string
          updated_at: string
          user_id: string
        }
        Insert: {
          answer: NonNullable<Json>
          created_at?: string
          id?: never
          question_id: string
          response_ms?: number | null
          session_id: string
          updated_at?: string
          user_id: string
        }
        Update: {
          answer?: NonNullable<Json>
          created_at?: string
          id?: never
          question_id?: string
          response_ms?: number | null
          session_id?: string
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "user_game_responses_question_id_fkey"
            columns: ["question_id"]
            referencedRelation: "game_questions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "user_game_responses_session_id_fkey"
            columns: ["session_id"]
            referencedRelation: "user_game_sessions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "user_game_responses_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "user_game_responses_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      user_game_sessions: {
        Row: {
          completed_at: string | null
          game_id: string
          id: string
          insights: NonNullable<Json>
          score: number | null
          started_at: string
          state: string
          updated_at: string
          user_id: string
        }
        Insert: {
          completed_at?: string | null
          game_id: string
          id?: string
          insights?: NonNullable<Json>
          score?: number | null
          started_at?: string
          state?: string
          updated_at?: string
          user_id: string
        }
        Update: {
          completed_at?: string | null
          game_id?: string
          id?: string
          insights?: NonNullable<Json>
          score?: number | null
          started_at?: string
          state?: string
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "user_game_sessions_game_id_fkey"
            columns: ["game_id"]
            referencedRelation: "games"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "user_game_sessions_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "user_game_sessions_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      user_images: {
        Row: {
          alt_text: string | null
          checksum: string | null
          created_at: string
          folded: Json | null
          height: number | null
          id: string
          is_primary: boolean
          phash: number | null
          position: number
          rejection_reason: string | null
          state: string
          storage_path: string
          updated_at: string
          user_id: string
          version: number
          width: number | null
        }
        Insert: {
          alt_text?: string | null
          checksum?: string | null
          created_at?: string
          folded?: never
          height?: number | null
          id?: string
          is_primary?: boolean
          phash?: number | null
          position?: number
          rejection_reason?: string | null
          state?: string
          storage_path: string
          updated_at?: string
          user_id: string
          version?: number
          width?: number | null
        }
        Update: {
          alt_text?: string | null
          checksum?: string | null
          created_at?: string
          folded?: never
          height?: number | null
          id?: string
          is_primary?: boolean
          phash?: number | null
          position?: number
          rejection_reason?: string | null
          state?: string
          storage_path?: string
          updated_at?: string
          user_id?: string
          version?: number
          width?: number | null
        }
        Relationships: [
          {
            foreignKeyName: "user_images_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "user_images_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      user_preferences: {
        Row: {
          category: string
          created_at: string
          id: string
          importance: number
          updated_at: string
          user_id: string
          value: NonNullable<Json>
        }
        Insert: {
          category: string
          created_at?: string
          id?: string
          importance?: number
          updated_at?: string
          user_id: string
          value: NonNullable<Json>
        }
        Update: {
          category?: string
          created_at?: string
          id?: string
          importance?: number
          updated_at?: string
          user_id?: string
          value?: NonNullable<Json>
        }
        Relationships: [
          {
            foreignKeyName: "user_preferences_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "user_preferences_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      user_subscriptions: {
        Row: {
          anchor_at: string
          cancel_at_period_end: boolean
          cancel_reason: string | null
          canceled_at: string | null
          created_at: string
          currency: string
          current_period_end: string
          current_period_start: string
          discount_percent: number
          ended_at: string | null
          folded: Json | null
          id: string
          next_discount_percent: number | null
          next_price_id: string | null
          next_quantity: number | null
          pause_at_period_end: boolean
          payment_method_id: string | null
          period_index: number
          plan_id: string
          price_id: string
          quantity: number
          recurring_minor: number
          resume_at: string | null
          started_at: string
          state: string
          tax_name: string | null
          tax_rate: number
          terms_since: string
          time_zone: string
          trial_ends_at: string | null
          updated_at: string
          user_id: string
        }
        Insert: {
          anchor_at: string
          cancel_at_period_end?: boolean
          cancel_reason?: string | null
          canceled_at?: string | null
          created_at?: string
          currency: string
          current_period_end: string
          current_period_start?: string
          discount_percent?: number
          ended_at?: string | null
          folded?: never
          id?: string
          next_discount_percent?: number | null
          next_price_id?: string | null
          next_quantity?: number | null
          pause_at_period_end?: boolean
          payment_method_id?: string | null
          period_index?: number
          plan_id: string
          price_id: string
          quantity?: number
          recurring_minor: number
          resume_at?: string | null
          started_at?: string
          state?: string
          tax_name?: string | null
          tax_rate?: number
          terms_since: string
          time_zone?: string
          trial_ends_at?: string | null
          updated_at?: string
          user_id: string
        }
        Update: {
          anchor_at?: string
          cancel_at_period_end?: boolean
          cancel_reason?: string | null
          canceled_at?: string | null
          created_at?: string
          currency?: string
          current_period_end?: string
          current_period_start?: string
          discount_percent?: number
          ended_at?: string | null
          folded?: never
          id?: string
          next_discount_percent?: number | null
          next_price_id?: string | null
          next_quantity?: number | null
          pause_at_period_end?: boolean
          payment_method_id?: string | null
          period_index?: number
          plan_id?: string
          price_id?: string
          quantity?: number
          recurring_minor?: number
          resume_at?: string | null
          started_at?: string
          state?: string
          tax_name?: string | null
          tax_rate?: number
          terms_since?: string
          time_zone?: string
          trial_ends_at?: string | null
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "user_subscriptions_currency_fkey"
            columns: ["currency"]
            referencedRelation: "currencies"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "user_subscriptions_next_price_id_fkey"
            columns: ["next_price_id"]
            referencedRelation: "plan_prices"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "user_subscriptions_own_card_fkey"
            columns: ["payment_method_id", "user_id"]
            referencedRelation: "payment_methods"
            referencedColumns: ["id", "user_id"]
          },
          {
            foreignKeyName: "user_subscriptions_payment_method_id_fkey"
            columns: ["payment_method_id"]
            referencedRelation: "payment_methods"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "user_subscriptions_plan_id_fkey"
            columns: ["plan_id"]
            referencedRelation: "subscription_plans"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "user_subscriptions_price_id_fkey"
            columns: ["price_id"]
            referencedRelation: "plan_prices"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "user_subscriptions_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "user_subscriptions_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "user_subscriptions_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_activity"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "user_subscriptions_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_directory"
            referencedColumns: ["id"]
          },
        ]
      }
      watched_words: {
        Row: {
          active: boolean
          created_at: string
          effect: string
          folded: Json | null
          id: string
          language: string | null
          matcher: string | null
          needle: string | null
          note: string | null
          pattern: string
          search: string | null
          severity: number
          signal: string | null
          trial: string | null
          tried_at: string | null
          tried_held: number | null
          tried_removed: number | null
          updated_at: string
        }
        Insert: {
          active?: boolean
          created_at?: string
          effect?: string
          folded?: never
          id?: string
          language?: string | null
          matcher?: never
          needle?: never
          note?: string | null
          pattern: string
          search?: never
          severity?: number
          signal?: string | null
          trial?: never
          tried_at?: string | null
          tried_held?: number | null
          tried_removed?: number | null
          updated_at?: string
        }
        Update: {
          active?: boolean
          created_at?: string
          effect?: string
          folded?: never
          id?: string
          language?: string | null
          matcher?: never
          needle?: never
          note?: string | null
          pattern?: string
          search?: never
          severity?: number
          signal?: string | null
          trial?: never
          tried_at?: string | null
          tried_held?: number | null
          tried_removed?: number | null
          updated_at?: string
        }
        Relationships: []
      }
    }
    Views: {
      appeal_queue: {
        Row: {
          answer: string | null
          answered_at: string | null
          answered_by: string | null
          answered_by_name: string | null
          claim_expires_at: string | null
          claimed_by: string | null
          claimed_name: string | null
          created_at: string | null
          decided_at: string | null
          decided_by: string | null
          decided_by_name: string | null
          decision_id: number | null
          facts: string | null
          id: string | null
          item_id: string | null
          item_type: string | null
          kind: string | null
          may_answer: boolean | null
          member_id: string | null
          member_name: string | null
          note: string | null
          removed_words: string | null
          report_note: string | null
          reversed_at: string | null
          rule_code: string | null
          rule_label: string | null
          rule_text: string | null
          sanction_id: string | null
          state: string | null
          storage_path: string | null
          text: string | null
          until: string | null
          updated_at: string | null
          what: string | null
        }
        Relationships: [
          {
            foreignKeyName: "member_notices_decision_id_fkey"
            columns: ["decision_id"]
            referencedRelation: "moderation_decisions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "member_notices_decision_id_fkey"
            columns: ["decision_id"]
            referencedRelation: "moderation_history"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "member_notices_decision_id_fkey"
            columns: ["decision_id"]
            referencedRelation: "moderation_history"
            referencedColumns: ["undone_by_id"]
          },
          {
            foreignKeyName: "member_notices_rule_code_fkey"
            columns: ["rule_code"]
            referencedRelation: "moderation_reasons"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "member_notices_sanction_id_fkey"
            columns: ["sanction_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["sanction_id"]
          },
          {
            foreignKeyName: "member_notices_sanction_id_fkey"
            columns: ["sanction_id"]
            referencedRelation: "member_sanctions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "moderation_appeals_decided_by_fkey"
            columns: ["answered_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "moderation_appeals_member_id_fkey"
            columns: ["member_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "moderation_appeals_member_id_fkey"
            columns: ["member_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "moderation_claims_moderator_id_fkey"
            columns: ["claimed_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
        ]
      }
      author_moderation_record: {
        Row: {
          comments: number | null
          decisions: number | null
          display_name: string | null
          hidden: number | null
          last_decision: string | null
          last_decision_at: string | null
          member_since: string | null
          member_state: string | null
          mutes: number | null
          pending: number | null
          posts: number | null
          published: number | null
          removed: number | null
          report_accuracy: number | null
          reports_about: number | null
          reports_about_upheld: number | null
          reports_made: number | null
          reports_made_dismissed: number | null
          reports_made_upheld: number | null
          sanction: string | null
          sanction_ends_at: string | null
          sanction_id: string | null
          suspensions: number | null
          user_id: string | null
          warnings: number | null
        }
        Relationships: []
      }
      bot_board: {
        Row: {
          actions: number | null
          cost_micros: number | null
          daily_budget_micros: number | null
          error_rate: number | null
          failed: number | null
          heartbeat_age_seconds: number | null
          heartbeat_at: string | null
          heartbeat_every_seconds: number | null
          id: string | null
          label: string | null
          latency_ms: number | null
          message: string | null
          missed: boolean | null
          model: string | null
          purpose: string | null
          queue_depth: number | null
          reported_state: string | null
          state: string | null
          state_since: string | null
          version: string | null
        }
        Relationships: []
      }
      bot_review_queue: {
        Row: {
          action: string | null
          bot_id: string | null
          bot_label: string | null
          changed: Json | null
          confidence: number | null
          cost_currency: string | null
          cost_micros: number | null
          created_at: string | null
          decision_seen: number | null
          duration_ms: number | null
          id: number | null
          input: Json | null
          item_id: string | null
          item_type: string | null
          marked_name: string | null
          outcome: string | null
          output: Json | null
          review: string | null
          review_note: string | null
          target_id: string | null
          target_table: string | null
          title: string | null
          updated_at: string | null
          urgency: number | null
        }
        Relationships: [
          {
            foreignKeyName: "bot_actions_log_bot_id_fkey"
            columns: ["bot_id"]
            referencedRelation: "ai_bot_health"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "bot_actions_log_bot_id_fkey"
            columns: ["bot_id"]
            referencedRelation: "bot_board"
            referencedColumns: ["id"]
          },
        ]
      }
      content_feed: {
        Row: {
          featured: boolean | null
          id: string | null
          kind: string | null
          published_at: string | null
          rank: number | null
          summary: string | null
          title: string | null
          topic_id: string | null
        }
        Relationships: []
      }
      credit_balances: {
        Row: {
          balance_minor: number | null
          changed_at: string | null
          currency: string | null
          user_id: string | null
        }
        Relationships: [
          {
            foreignKeyName: "credit_entries_currency_fkey"
            columns: ["currency"]
            referencedRelation: "currencies"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "credit_entries_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "credit_entries_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "credit_entries_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_activity"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "credit_entries_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_directory"
            referencedColumns: ["id"]
          },
        ]
      }
      member_activity: {
        Row: {
          city: string | null
          created_at: string | null
          display_name: string | null
          id: string | null
          last_active_at: string | null
          minutes_30d: number | null
          sessions_30d: number | null
          state: string | null
        }
        Relationships: [
          {
            foreignKeyName: "member_directory_id_fkey"
            columns: ["id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "member_directory_id_fkey"
            columns: ["id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      moderation_history: {
        Row: {
          assigned_name: string | null
          assigned_to: string | null
          author_id: string | null
          author_name: string | null
          created_at: string | null
          decision: string | null
          due_at: string | null
          excerpt: string | null
          id: number | null
          is_last: boolean | null
          item_id: string | null
          item_state: string | null
          item_type: string | null
          item_version: number | null
          may_undo: boolean | null
          moderator_id: string | null
          moderator_name: string | null
          note: string | null
          over_claim: boolean | null
          overturned: boolean | null
          overturned_at: string | null
          overturned_by: string | null
          post_id: string | null
          reason_code: string | null
          reason_label: string | null
          reports_closed: number | null
          seconds_to_decision: number | null
          state_after: string | null
          state_before: string | null
          title: string | null
          undoes_id: number | null
          undone_at: string | null
          undone_by: string | null
          undone_by_id: number | null
          undone_by_name: string | null
          verdicts: Json | null
          version_seen: number | null
          waiting_since: string | null
        }
        Relationships: [
          {
            foreignKeyName: "moderation_decisions_assigned_to_fkey"
            columns: ["assigned_to"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "moderation_decisions_moderator_id_fkey"
            columns: ["undone_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "moderation_decisions_moderator_id_fkey"
            columns: ["moderator_id"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "moderation_decisions_reason_code_fkey"
            columns: ["reason_code"]
            referencedRelation: "moderation_reasons"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "moderation_decisions_undoes_id_fkey"
            columns: ["undoes_id"]
            referencedRelation: "moderation_decisions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "moderation_decisions_undoes_id_fkey"
            columns: ["undoes_id"]
            referencedRelation: "moderation_history"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "moderation_decisions_undoes_id_fkey"
            columns: ["undoes_id"]
            referencedRelation: "moderation_history"
            referencedColumns: ["undone_by_id"]
          },
        ]
      }
      moderation_queue: {
        Row: {
          assigned_name: string | null
          assigned_to: string | null
          author_hidden: number | null
          author_id: string | null
          author_name: string | null
          author_removed: number | null
          author_sanction: string | null
          body: string | null
          bot_category: string | null
          bot_score: number | null
          changed_at: string | null
          claim_expires_at: string | null
          claimed_by: string | null
          claimed_name: string | null
          comment_count: number | null
          created_at: string | null
          decision_seen: number | null
          due_at: string | null
          duplicate_key: string | null
          earlier_reports: number | null
          edited_at: string | null
          escalated: boolean | null
          escalated_at: string | null
          escalated_by: string | null
          escalated_name: string | null
          escalated_note: string | null
          escalated_reason: string | null
          excerpt: string | null
          explanation: Json | null
          id: string | null
          image_path: string | null
          item_id: string | null
          item_type: string | null
          open_reports: number | null
          post_id: string | null
          priority: number | null
          report_count: number | null
          set_aside_reports: number | null
          severity: number | null
          shown: Json | null
          shown_version: number | null
          state: string | null
          title: string | null
          top_category: string | null
          updated_at: string | null
          version: number | null
          view_count: number | null
          waiting_since: string | null
          why: string[] | null
        }
        Relationships: [
          {
            foreignKeyName: "moderation_claims_moderator_id_fkey"
            columns: ["claimed_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
        ]
      }
      moderation_transparency: {
        Row: {
          appeals: number | null
          appeals_overturned: number | null
          decided_by_machine: number | null
          decided_by_people: number | null
          edits_declined: number | null
          found_by_machine: number | null
          found_by_reports: number | null
          hidden: number | null
          id: string | null
          median_hours_to_answer: number | null
          median_hours_to_decide: number | null
          mutes: number | null
          photos_rejected: number | null
          removed: number | null
          rule: string | null
          rule_code: string | null
          suspensions: number | null
          warnings: number | null
          year: number | null
        }
        Relationships: []
      }
      photo_queue: {
        Row: {
          also_on: number | null
          alt_text: string | null
          checksum: string | null
          claim_expires_at: string | null
          claimed_by: string | null
          claimed_name: string | null
          created_at: string | null
          decision_seen: number | null
          escalated: boolean | null
          escalated_name: string | null
          escalated_note: string | null
          height: number | null
          id: string | null
          is_primary: boolean | null
          item_id: string | null
          item_type: string | null
          member_id: string | null
          member_name: string | null
          phash: string | null
          position: number | null
          rejection_reason: string | null
          state: string | null
          storage_path: string | null
          title: string | null
          version: number | null
          waiting_since: string | null
          why: string[] | null
          width: number | null
        }
        Relationships: [
          {
            foreignKeyName: "moderation_claims_moderator_id_fkey"
            columns: ["claimed_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "user_images_user_id_fkey"
            columns: ["member_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "user_images_user_id_fkey"
            columns: ["member_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      reporter_accuracy: {
        Row: {
          accuracy: number | null
          dismissed: number | null
          open: number | null
          reporter_id: string | null
          reports: number | null
          upheld: number | null
          weight: number | null
        }
        Relationships: [
          {
            foreignKeyName: "content_reports_reporter_id_fkey"
            columns: ["reporter_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "content_reports_reporter_id_fkey"
            columns: ["reporter_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
        ]
      }
      subscription_history: {
        Row: {
          billing_interval: string | null
          currency: string | null
          decided_by: string | null
          discount_percent: number | null
          from_at: string | null
          id: string | null
          mrr_twelfths: number | null
          n: number | null
          plan_id: string | null
          price_id: string | null
          quantity: number | null
          reason: string | null
          recorded_at: string | null
          recurring_minor: number | null
          state: string | null
          subscription_id: string | null
          until_at: string | null
          user_id: string | null
        }
        Relationships: [
          {
            foreignKeyName: "subscription_periods_currency_fkey"
            columns: ["currency"]
            referencedRelation: "currencies"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "subscription_periods_decided_by_fkey"
            columns: ["decided_by"]
            referencedRelation: "staff_members"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "subscription_periods_plan_id_fkey"
            columns: ["plan_id"]
            referencedRelation: "subscription_plans"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "subscription_periods_price_id_fkey"
            columns: ["price_id"]
            referencedRelation: "plan_prices"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "subscription_periods_subscription_id_fkey"
            columns: ["subscription_id"]
            referencedRelation: "user_subscriptions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "subscription_periods_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "author_moderation_record"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "subscription_periods_user_id_fkey"
            columns: ["user_id"]
            referencedRelation: "profiles"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "subscription_periods_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_activity"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "subscription_periods_user_id_listed_fkey"
            columns: ["user_id"]
            referencedRelation: "member_directory"
            referencedColumns: ["id"]
          },
        ]
      }
    }
    Functions: {
      accounting_entries: {
        Args: { from_day: string; skip?: number; until_day: string }
        Returns: {
          account: string
          currency: string
          day: string
          document: string
          gross_minor: number
          member: string
          net_minor: number
          number: string
          tax_minor: number
          tax_rate: number
        }[]
      }
      acknowledge_bot_incident: {
        Args: { incident_id: string; note?: string }
        Returns: {
          acknowledged_at: string | null
          acknowledged_by: string | null
          bot_id: string
          folded: Json | null
          id: string
          note: string | null
          opened_at: string
          resolved_at: string | null
          search: string | null
          severity: string
          summary: string
          updated_at: string
        }
        SetofOptions: {
          from: "*"
          to: "bot_incidents"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      add_comment: {
        Args: {
          body: string
          comment_id: string
          mentions?: string[]
          record: string
          target: string
        }
        Returns: {
          author_id: string
          body: string
          created_at: string
          id: string
          record_id: string
          record_label: string | null
          table_name: string
          updated_at: string
        }
        SetofOptions: {
          from: "*"
          to: "record_comments"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      allocate_payment: {
        Args: {
          amount_minor?: number
          dry_run?: boolean
          idempotency_key?: string
          invoice_id: string
          payment_id: string
          version: string
        }
        Returns: {
          billing_address: string | null
          billing_country: string | null
          billing_email: string
          billing_name: string
          billing_tax_id: string | null
          buyer: Json | null
          closed_at: string | null
          closed_reason: string | null
          created_at: string
          credited_minor: number
          currency: string
          discount_minor: number
          due_minor: number | null
          due_on: string | null
          folded: Json | null
          id: string
          issued_at: string | null
          locale: string
          memo: string | null
          note: string | null
          number: string | null
          paid_at: string | null
          paid_minor: number
          period_end: string | null
          period_start: string | null
          promised_on: string | null
          reminder_level: number
          search: string | null
          seller: Json | null
          series: string
          state: string
          subscription_id: string | null
          subtotal_minor: number
          tax_minor: number
          total_minor: number | null
          updated_at: string
          user_id: string | null
          voided_at: string | null
          written_off_at: string | null
        }
        SetofOptions: {
          from: "*"
          to: "invoices"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      answer_appeal: {
        Args: {
          answer: string
          appeal_id: string
          client_key?: string
          outcome: string
        }
        Returns: {
          answer: string | null
          client_key: string | null
          created_at: string
          decided_at: string | null
          decided_by: string | null
          id: string
          member_id: string
          notice_id: string
          state: string
          text: string
          updated_at: string
        }
        SetofOptions: {
          from: "*"
          to: "moderation_appeals"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      answer_member_report: {
        Args: {
          answer: string
          client_key?: string
          outcome: string
          report_id: string
        }
        Returns: {
          answer: string | null
          category: string
          client_key: string | null
          conversation_id: string | null
          created_at: string
          decided_at: string | null
          decided_by: string | null
          id: string
          member_id: string | null
          note: string | null
          reporter_id: string
          state: string
          updated_at: string
        }
        SetofOptions: {
          from: "*"
          to: "member_reports"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      answer_second_look: {
        Args: { look_id: string; reason_code?: string; verdict: string }
        Returns: Json
      }
      beat_run: {
        Args: { figures?: Json; level?: string; line?: string; run_id: string }
        Returns: {
          cost_minor: number | null
          currency: string | null
          duplicates: number
          error_fingerprint: string | null
          error_kind: string | null
          error_message: string | null
          errors: number
          finished_at: string | null
          folded: Json | null
          found: number
          heartbeat_at: string | null
          id: string
          log: NonNullable<Json>
          new_leads: number
          pages: number
          queued_at: string
          requested_by: string | null
          retry_of: string | null
          source_id: string
          started_at: string | null
          state: string
          trigger: string
          updated_at: string
          worker: string | null
        }
        SetofOptions: {
          from: "*"
          to: "scrape_runs"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      billing_advance: {
        Args: { as_of?: string; at_most?: number; dry_run?: boolean }
        Returns: Json
      }
      book_statement: {
        Args: { dry_run?: boolean; idempotency_key?: string; lines: Json }
        Returns: Json
      }
      books_of_month: {
        Args: { month: string }
        Returns: {
          currency: string
          document: string
          gross_minor: number
          lines: number
          net_minor: number
          receivable_minor: number
          tax_minor: number
        }[]
      }
      bot_calibration: {
        Args: { from_date: string; time_zone?: string; to_date: string }
        Returns: {
          agreed: number
          bot_id: string
          bucket: number
          ends_at: string
          mean_confidence: number
          reviewed: number
          starts_at: string
        }[]
      }
      bot_category:
        | {
            Args: {
              comment: Database["public"]["Tables"]["post_comments"]["Row"]
            }
            Returns: string
          }
        | {
            Args: {
              post: Database["public"]["Tables"]["community_posts"]["Row"]
            }
            Returns: string
          }
      bot_costs: {
        Args: {
          from_date: string
          grain?: string
          time_zone?: string
          to_date: string
        }
        Returns: {
          actions: number
          bot_id: string
          cost_currency: string
          cost_micros: number
          ends_at: string
          failed: number
          period_start: string
          starts_at: string
          unfinished: boolean
        }[]
      }
      bot_failures: {
        Args: { from_date: string; time_zone?: string; to_date: string }
        Returns: {
          action: string
          bot_id: string
          bot_label: string
          ends_at: string
          error_group: string
          failures: number
          first_at: string
          last_at: string
          message: string
          regressed: boolean
          starts_at: string
        }[]
      }
      bot_score:
        | {
            Args: {
              comment: Database["public"]["Tables"]["post_comments"]["Row"]
            }
            Returns: number
          }
        | {
            Args: {
              post: Database["public"]["Tables"]["community_posts"]["Row"]
            }
            Returns: number
          }
      bot_trends: {
        Args: { hours?: number }
        Returns: {
          at: string
          bot_id: string
          error_rate: number
          latency_ms: number
          queue_depth: number
        }[]
      }
      bulk_call: {
        Args: {
          arguments: Json
          expected: number
          filters: Json
          key_argument: string
          operation?: string
          procedure: string
          reason?: string
          relations?: Json
          target: string
        }
        Returns: Json
      }
      bulk_change: {
        Args: {
          changes: Json
          expected: number
          filters: Json
          operation?: string
          reason?: string
          relations?: Json
          target: string
        }
        Returns: Json
      }
      bulk_delete: {
        Args: {
          expected: number
          filters: Json
          operation?: string
          reason?: string
          relations?: Json
          target: string
        }
        Returns: Json
      }
      bulk_outcome: { Args: { operation: string }; Returns: Json }
      bulk_preview: {
        Args: {
          field?: string
          filters: Json
          relations?: Json
          target: string
        }
        Returns: Json
      }
      bulk_undo: { Args: { operation: string; undo?: string }; Returns: Json }
      cancel_subscription: {
        Args: {
          at_period_end?: boolean
          dry_run?: boolean
          idempotency_key?: string
          prorate?: boolean
          reason: string
          subscription_id: string
          version: string
        }
        Returns: Json
      }
      change_subscription: {
        Args: {
          at_period_end?: boolean
          discount_percent?: number
          dry_run?: boolean
          idempotency_key?: string
          plan_id?: string
          prorate?: boolean
          quantity?: number
          reason?: string
          subscription_id: string
          version: string
        }
        Returns: Json
      }
      check_sequence: { Args: { sequence_id: string }; Returns: Json }
      choose_single_keys: { Args: { single_keys: boolean }; Returns: undefined }
      claim_appeals: {
        Args: { items: Json; take_over?: boolean }
        Returns: Json
      }
      claim_due_sends: { Args: { n?: number; worker?: string }; Returns: Json }
      claim_items: { Args: { items: Json; take_over?: boolean }; Returns: Json }
      claim_next: {
        Args: { filters?: Json; n?: number; release_others?: boolean }
        Returns: {
          assigned_name: string | null
          assigned_to: string | null
          author_hidden: number | null
          author_id: string | null
          author_name: string | null
          author_removed: number | null
          author_sanction: string | null
          body: string | null
          bot_category: string | null
          bot_score: number | null
          changed_at: string | null
          claim_expires_at: string | null
          claimed_by: string | null
          claimed_name: string | null
          comment_count: number | null
          created_at: string | null
          decision_seen: number | null
          due_at: string | null
          duplicate_key: string | null
          earlier_reports: number | null
          edited_at: string | null
          escalated: boolean | null
          escalated_at: string | null
          escalated_by: string | null
          escalated_name: string | null
          escalated_note: string | null
          escalated_reason: string | null
          excerpt: string | null
          explanation: Json | null
          id: string | null
          image_path: string | null
          item_id: string | null
          item_type: string | null
          open_reports: number | null
          post_id: string | null
          priority: number | null
          report_count: number | null
          set_aside_reports: number | null
          severity: number | null
          shown: Json | null
          shown_version: number | null
          state: string | null
          title: string | null
          top_category: string | null
          updated_at: string | null
          version: number | null
          view_count: number | null
          waiting_since: string | null
          why: string[] | null
        }[]
        SetofOptions: {
          from: "*"
          to: "moderation_queue"
          isOneToOne: false
          isSetofReturn: true
        }
      }
      claim_photos: {
        Args: { items: Json; take_over?: boolean }
        Returns: Json
      }
      claim_replies: {
        Args: { items: Json; take_over?: boolean }
        Returns: Json
      }
      close_month: {
        Args: { month: string; seen: string }
        Returns: {
          closed: boolean
          closed_at: string
          closed_by: string | null
          figures: NonNullable<Json>
          id: string
          month: string
          reason: string | null
          reopened_at: string | null
          reopened_by: string | null
        }
        SetofOptions: {
          from: "*"
          to: "billing_periods"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      closest_records: {
        Args: {
          filters?: Json
          how_many?: number
          query: string
          relations?: Json
          target: string
          via?: string
        }
        Returns: {
          id: string
        }[]
      }
      community_activity: {
        Args: {
          from_date: string
          grain?: string
          time_zone?: string
          to_date: string
        }
        Returns: {
          comments: number
          ends_at: string
          period_end: string
          period_start: string
          posts: number
          reactions: number
          starts_at: string
          unfinished: boolean
          writers: number
        }[]
      }
      confirm_sanction: {
        Args: { sanction_id: string }
        Returns: {
          confirmed_at: string | null
          confirmed_by: string | null
          created_at: string
          created_by: string
          decision_id: number | null
          ends_at: string | null
          id: string
          kind: string
          lifted_at: string | null
          lifted_by: string | null
          lifted_why: string | null
          member_id: string
          message: string | null
          note: string | null
          permanent_asked: boolean
          reason_code: string
          starts_at: string
          state_before: string | null
          updated_at: string
        }
        SetofOptions: {
          from: "*"
          to: "member_sanctions"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      content_reach: {
        Args: {
          from_date: string
          kind?: string
          time_zone?: string
          to_date: string
        }
        Returns: {
          completed: number
          ends_at: string
          id: string
          members: number
          name: string
          started: number
          starts_at: string
        }[]
      }
      credit_invoice: {
        Args: {
          amount_minor: number
          dry_run?: boolean
          idempotency_key?: string
          invoice_id: string
          reason: string
          version: string
        }
        Returns: {
          billing_address: string | null
          billing_country: string | null
          billing_email: string
          billing_name: string
          billing_tax_id: string | null
          buyer: Json | null
          closed_at: string | null
          closed_reason: string | null
          created_at: string
          credited_minor: number
          currency: string
          discount_minor: number
          due_minor: number | null
          due_on: string | null
          folded: Json | null
          id: string
          issued_at: string | null
          locale: string
          memo: string | null
          note: string | null
          number: string | null
          paid_at: string | null
          paid_minor: number
          period_end: string | null
          period_start: string | null
          promised_on: string | null
          reminder_level: number
          search: string | null
          seller: Json | null
          series: string
          state: string
          subscription_id: string | null
          subtotal_minor: number
          tax_minor: number
          total_minor: number | null
          updated_at: string
          user_id: string | null
          voided_at: string | null
          written_off_at: string | null
        }
        SetofOptions: {
          from: "*"
          to: "invoices"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      credit_note_document: { Args: { of_note: string }; Returns: Json }
      crossed_lines: {
        Args: Record<PropertyKey, never>
        Returns: {
          address: string
          direction: string
          figure: string
          id: string
          label: string
          period: string
          team: string
          threshold: number
          value: number
        }[]
      }
      decide_replies: { Args: { decisions: Json }; Returns: Json }
      duplicate_sequence: {
        Args: { name?: string; sequence_id: string }
        Returns: {
          activated_at: string | null
          allow_parallel: boolean
          away_days: number
          created_at: string
          daily_cap: number
          description: string | null
          folded: Json | null
          from_email: string
          from_name: string
          id: string
          name: string
          owner_id: string | null
          pause_reason: string | null
          postal_address: string
          reply_to: string | null
          search: string | null
          send_days: number[]
          send_from: string
          send_until: string
          soft_bounce_limit: number
          sort_name: string
          state: string
          stop_company: boolean
          time_zone: string
          updated_at: string
        }
        SetofOptions: {
          from: "*"
          to: "outreach_sequences"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      end_sanctions: { Args: Record<PropertyKey, never>; Returns: number }
      engagement_activity: {
        Args: {
          from_date: string
          grain?: string
          time_zone?: string
          to_date: string
        }
        Returns: {
          active_members: number
          ends_at: string
          minutes: number
          period_end: string
          period_start: string
          sessions: number
          starts_at: string
          unfinished: boolean
        }[]
      }
      engagement_lifecycle: {
        Args: {
          from_date: string
          grain?: string
          time_zone?: string
          to_date: string
        }
        Returns: {
          active_members: number
          ends_at: string
          lapsed_members: number
          new_members: number
          period_end: string
          period_start: string
          returning_members: number
          revived_members: number
          starts_at: string
          unfinished: boolean
        }[]
      }
      engagement_members: {
        Args: {
          at_least?: number
          at_most?: number
          cohort?: string
          from_date: string
          part?: string
          segment?: string
          skip?: number
          split_by?: string
          time_zone?: string
          to_date: string
        }
        Returns: {
          city: string
          display_name: string
          found: number
          id: string
        }[]
      }
      engagement_retention: {
        Args: { time_zone?: string; to_date: string; weeks?: number }
        Returns: {
          active_members: number
          cohort_start: string
          ends_at: string
          members: number
          starts_at: string
          unfinished: boolean
          week: number
        }[]
      }
      engagement_split: {
        Args: {
          from_date: string
          split_by?: string
          time_zone?: string
          to_date: string
        }
        Returns: {
          active_members: number
          members: number
          segment: string
        }[]
      }
      engagement_streaks: {
        Args: { days?: number; time_zone?: string; to_date: string }
        Returns: {
          at_least: number
          at_most: number
          last_day: string
          members: number
        }[]
      }
      enrol_lead: {
        Args: { lead_id: string; sequence_id: string }
        Returns: {
          current_step: number
          ended_at: string | null
          enrolled_at: string
          enrolled_by: string | null
          folded: Json | null
          id: string
          lead_id: string | null
          next_send_at: string | null
          sequence_id: string
          source_id: string | null
          state: string
          stop_reason: string | null
          updated_at: string
        }
        SetofOptions: {
          from: "*"
          to: "sequence_enrollments"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      enrol_leads: {
        Args: {
          dry_run?: boolean
          filters?: Json
          lead_ids?: string[]
          relations?: Json
          sequence_id: string
        }
        Returns: Json
      }
      erase_lead: { Args: { lead_id: string; reason: string }; Returns: Json }
      extend_due_date: {
        Args: {
          dry_run?: boolean
          due_on: string
          idempotency_key?: string
          invoice_id: string
          reason: string
          version: string
        }
        Returns: {
          billing_address: string | null
          billing_country: string | null
          billing_email: string
          billing_name: string
          billing_tax_id: string | null
          buyer: Json | null
          closed_at: string | null
          closed_reason: string | null
          created_at: string
          credited_minor: number
          currency: string
          discount_minor: number
          due_minor: number | null
          due_on: string | null
          folded: Json | null
          id: string
          issued_at: string | null
          locale: string
          memo: string | null
          note: string | null
          number: string | null
          paid_at: string | null
          paid_minor: number
          period_end: string | null
          period_start: string | null
          promised_on: string | null
          reminder_level: number
          search: string | null
          seller: Json | null
          series: string
          state: string
          subscription_id: string | null
          subtotal_minor: number
          tax_minor: number
          total_minor: number | null
          updated_at: string
          user_id: string | null
          voided_at: string | null
          written_off_at: string | null
        }
        SetofOptions: {
          from: "*"
          to: "invoices"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      figures_begin: {
        Args: Record<PropertyKey, never>
        Returns: {
          begins_at: string
          kind: string
        }[]
      }
      finance_figures: {
        Args: { as_of?: string; time_zone?: string }
        Returns: {
          at_risk_minor: number
          currency: string
          due_week_minor: number
          mrr_before_twelfths: number
          mrr_twelfths: number
          overdue_minor: number
          unallocated_minor: number
        }[]
      }
      finish_run: {
        Args: {
          cost_minor?: number
          currency?: string
          error_kind?: string
          error_message?: string
          figures?: Json
          outcome: string
          run_id: string
        }
        Returns: {
          cost_minor: number | null
          currency: string | null
          duplicates: number
          error_fingerprint: string | null
          error_kind: string | null
          error_message: string | null
          errors: number
          finished_at: string | null
          folded: Json | null
          found: number
          heartbeat_at: string | null
          id: string
          log: NonNullable<Json>
          new_leads: number
          pages: number
          queued_at: string
          requested_by: string | null
          retry_of: string | null
          source_id: string
          started_at: string | null
          state: string
          trigger: string
          updated_at: string
          worker: string | null
        }
        SetofOptions: {
          from: "*"
          to: "scrape_runs"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      handle_response: {
        Args: { note?: string; response_id: string }
        Returns: {
          body: string
          channel: string
          email_send_id: number | null
          folded: Json | null
          handled_at: string | null
          handled_by: string | null
          handling_note: string | null
          id: string
          intent: string
          lead_id: string | null
          received_at: string
          search: string | null
          sender_id: string | null
          sentiment: string
          sequence_email_id: string | null
          sequence_id: string | null
          source_id: string | null
          subject: string | null
          updated_at: string
          variant_id: string | null
        }
        SetofOptions: {
          from: "*"
          to: "outreach_responses"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      hold_payment: {
        Args: {
          amount_minor: number
          dry_run?: boolean
          idempotency_key?: string
          payment_id: string
          version?: string
        }
        Returns: {
          allocated_minor: number
          amount_minor: number
          booked_at: string
          currency: string
          folded: Json | null
          id: string
          is_unallocated: boolean | null
          method: string
          paid_at: string
          payment_method_id: string | null
          provider: string | null
          provider_reference: string | null
          recorded_by: string | null
          reference: string | null
          refunded_minor: number
          search: string | null
          unallocated_minor: number | null
          updated_at: string
          user_id: string | null
        }
        SetofOptions: {
          from: "*"
          to: "payments"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      import_check: {
        Args: { from_row: number; import_id: string; to_row: number }
        Returns: Json
      }
      import_finish: {
        Args: { import_id: string }
        Returns: {
          columns: string[]
          created_at: string
          created_count: number
          duplicates: string
          file_name: string
          finished_at: string | null
          id: string
          mapping: NonNullable<Json>
          owner_id: string
          refused_count: number
          skipped_count: number
          state: string
          table_name: string
          updated_at: string
          updated_count: number
          whole: boolean
        }
        SetofOptions: {
          from: "*"
          to: "imports"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      import_load: { Args: { import_id: string; rows: Json }; Returns: number }
      import_write: {
        Args: {
          duplicates: string
          from_row: number
          import_id: string
          to_row: number
          whole?: boolean
        }
        Returns: Json
      }
      invite_staff: {
        Args: { email: string; full_name: string; roles: string[] }
        Returns: {
          active: boolean
          created_at: string
          email: string
          folded: Json | null
          full_name: string
          roles: string[]
          search: string | null
          sort_name: string
          updated_at: string
          user_id: string
        }
        SetofOptions: {
          from: "*"
          to: "staff_members"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      invoice_document: { Args: { of_invoice: string }; Returns: Json }
      invoice_timeline: {
        Args: { of_invoice: string }
        Returns: {
          amount_minor: number
          at: string
          day: string
          detail: string
          document_id: string
          what: string
          who: string
        }[]
      }
      issue_invoice: {
        Args: {
          dry_run?: boolean
          due_on?: string
          idempotency_key?: string
          invoice_id: string
          version: string
        }
        Returns: {
          billing_address: string | null
          billing_country: string | null
          billing_email: string
          billing_name: string
          billing_tax_id: string | null
          buyer: Json | null
          closed_at: string | null
          closed_reason: string | null
          created_at: string
          credited_minor: number
          currency: string
          discount_minor: number
          due_minor: number | null
          due_on: string | null
          folded: Json | null
          id: string
          issued_at: string | null
          locale: string
          memo: string | null
          note: string | null
          number: string | null
          paid_at: string | null
          paid_minor: number
          period_end: string | null
          period_start: string | null
          promised_on: string | null
          reminder_level: number
          search: string | null
          seller: Json | null
          series: string
          state: string
          subscription_id: string | null
          subtotal_minor: number
          tax_minor: number
          total_minor: number | null
          updated_at: string
          user_id: string | null
          voided_at: string | null
          written_off_at: string | null
        }
        SetofOptions: {
          from: "*"
          to: "invoices"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      issue_invoices: {
        Args: {
          dry_run?: boolean
          idempotency_key?: string
          invoice_ids: string[]
          versions?: string[]
        }
        Returns: Json
      }
      keys_containing: {
        Args: {
          also?: Json
          how_many?: number
          target: string
          texts: string[]
        }
        Returns: Json
      }
      last_sequence: {
        Args: { lead: Database["public"]["Tables"]["leads"]["Row"] }
        Returns: string
      }
      lead_marks: {
        Args: { ids: string[] }
        Returns: {
          id: string
          marks: string[]
        }[]
      }
      lead_timeline: {
        Args: { lead_id: string }
        Returns: {
          actor: string
          at: string
          body: string
          data: Json
          detail: string
          kind: string
          ref_id: string
          ref_table: string
          title: string
        }[]
      }
      lead_twins: {
        Args: { lead_id: string }
        Returns: {
          id: string
          why: string
        }[]
      }
      lift_sanction: {
        Args: {
          bring_back?: boolean
          expected?: number
          sanction_id: string
          why: string
        }
        Returns: {
          confirmed_at: string | null
          confirmed_by: string | null
          created_at: string
          created_by: string
          decision_id: number | null
          ends_at: string | null
          id: string
          kind: string
          lifted_at: string | null
          lifted_by: string | null
          lifted_why: string | null
          member_id: string
          message: string | null
          note: string | null
          permanent_asked: boolean
          reason_code: string
          starts_at: string
          state_before: string | null
          updated_at: string
        }
        SetofOptions: {
          from: "*"
          to: "member_sanctions"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      lift_suppression: {
        Args: { id: string; reason: string }
        Returns: {
          channel: string
          created_at: string
          created_by: string | null
          email: string
          folded: Json | null
          id: string
          kind: string
          lead_id: string | null
          lift_reason: string | null
          lifted_at: string | null
          lifted_by: string | null
          note: string | null
          reason: string
          search: string | null
          source: string | null
          subdomains: boolean
          updated_at: string
        }
        SetofOptions: {
          from: "*"
          to: "outreach_suppressions"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      limits_used: {
        Args: { month?: string }
        Returns: {
          feature: string
          members: number
          most_percent: number
          near: number
          over: number
          plan: string
          plan_id: string
        }[]
      }
      limits_used_by: {
        Args: {
          month?: string
          of_feature: string
          of_plan: string
          skip?: number
        }
        Returns: {
          found: number
          limit_value: number
          member: string
          subscription_id: string
          used: number
          user_id: string
        }[]
      }
      list_groups: {
        Args: {
          field: string
          filters: Json
          most?: number
          relations?: Json
          target: string
        }
        Returns: Json
      }
      list_merge_fields: {
        Args: Record<PropertyKey, never>
        Returns: {
          about: string
          name: string
          of_lead: boolean
        }[]
      }
      list_sums: {
        Args: {
          columns: string[]
          currency?: string
          filters: Json
          relations?: Json
          target: string
        }
        Returns: Json
      }
      mark_missed: { Args: Record<PropertyKey, never>; Returns: Json }
      mark_silent_bots: { Args: Record<PropertyKey, never>; Returns: number }
      mark_subscription_unpaid: {
        Args: {
          dry_run?: boolean
          idempotency_key?: string
          reason: string
          subscription_id: string
          version: string
        }
        Returns: Json
      }
      match_outcomes: {
        Args: {
          from_date: string
          grain?: string
          time_zone?: string
          to_date: string
        }
        Returns: {
          ends_at: string
          matches: number
          period_start: string
          rating_sum: number
          ratings: number
          starts_at: string
          state: string
          unfinished: boolean
        }[]
      }
      match_statement: {
        Args: { lines: Json }
        Returns: {
          billing_name: string
          booked_before: boolean
          due_minor: number
          invoice_id: string
          like_payment: string
          line: number
          number: string
          score: number
          why: string
        }[]
      }
      member_balances: {
        Args: { of_user: string }
        Returns: {
          balance_minor: number
          credit_minor: number
          currency: string
          due_minor: number
          overdue_minor: number
          unallocated_minor: number
          written_off_minor: number
        }[]
      }
      member_funnel: {
        Args: { from_date: string; time_zone?: string; to_date: string }
        Returns: {
          ends_at: string
          label: string
          median_hours: number
          members: number
          starts_at: string
          step: number
        }[]
      }
      merge_leads: {
        Args: {
          gone: string
          gone_version?: string
          kept: string
          kept_version?: string
          take?: string[]
        }
        Returns: Json
      }
      moderate: { Args: { decisions: Json }; Returns: Json }
      moderate_photos: { Args: { decisions: Json }; Returns: Json }
      moderation_agreement: {
        Args: { from_date: string; time_zone?: string; to_date: string }
        Returns: {
          agreed: number
          looks: number
          reason_code: string
          reason_label: string
          same_reason: number
        }[]
      }
      moderation_backlog: {
        Args: Record<PropertyKey, never>
        Returns: {
          age_bucket: string
          from_waiting: string
          items: number
          severity: number
          to_waiting: string
        }[]
      }
      moderation_changes: {
        Args: { after_decision?: number; since?: string }
        Returns: Json
      }
      moderation_context: {
        Args: { item_id: string; item_type: string }
        Returns: Json
      }
      moderation_objections: {
        Args: { from_date: string; time_zone?: string; to_date: string }
        Returns: {
          answered: number
          longest_seconds: number
          median_seconds: number
          oldest: string
          open: number
          overturned: number
        }[]
      }
      moderation_pace: {
        Args: { from_date: string; time_zone?: string; to_date: string }
        Returns: {
          day: string
          ends_at: string
          median_seconds: number
          own: number
          own_median_seconds: number
          own_overturned: number
          starts_at: string
          team: number
          team_overturned: number
        }[]
      }
      moderation_reason_counts: {
        Args: {
          from_date: string
          grain?: string
          time_zone?: string
          to_date: string
        }
        Returns: {
          decisions: number
          ends_at: string
          period_end: string
          period_start: string
          reason_code: string
          reason_label: string
          starts_at: string
        }[]
      }
      moderation_team: {
        Args: { from_date: string; time_zone?: string; to_date: string }
        Returns: {
          decisions: number
          is_me: boolean
          median_seconds: number
          moderator_id: string
          moderator_name: string
          overturn_rate: number
          overturned: number
        }[]
      }
      month_checks: {
        Args: { month: string }
        Returns: {
          check_key: string
          found: number
          is_fine: boolean
        }[]
      }
      month_end: { Args: { month: string }; Returns: Json }
      mrr_by_plan: {
        Args: Record<PropertyKey, never>
        Returns: {
          billing_interval: string
          currency: string
          mrr_twelfths: number
          plan: string
          plan_id: string
          subscriptions: number
        }[]
      }
      mrr_changes: {
        Args: {
          as_of?: string
          from_day?: string
          of_currency?: string
          skip?: number
          time_zone?: string
          until_day?: string
        }
        Returns: {
          after_twelfths: number
          before_twelfths: number
          change_twelfths: number
          currency: string
          day: string
          found: number
          found_twelfths: number
          kind: string
          member: string
          plan_id: string
          user_id: string
        }[]
      }
      mrr_movements: {
        Args: {
          as_of?: string
          from_day: string
          time_zone?: string
          until_day: string
        }
        Returns: {
          churn_twelfths: number
          contraction_twelfths: number
          currency: string
          end_twelfths: number
          expansion_twelfths: number
          month: string
          new_twelfths: number
          reactivation_twelfths: number
          start_twelfths: number
          unfinished: boolean
        }[]
      }
      my_appeals: {
        Args: Record<PropertyKey, never>
        Returns: {
          answer: string
          created_at: string
          decided_at: string
          id: string
          notice_id: string
          state: string
          text: string
        }[]
      }
      my_credit_entries: {
        Args: Record<PropertyKey, never>
        Returns: {
          amount_minor: number
          booked_at: string
          credit_note_id: string
          currency: string
          id: string
          invoice_id: string
          kind: string
          payment_id: string
          refund_id: string
          user_id: string
        }[]
      }
      my_credit_notes: {
        Args: Record<PropertyKey, never>
        Returns: {
          applied_minor: number
          buyer: Json
          currency: string
          id: string
          invoice_id: string
          issued_at: string
          net_minor: number
          number: string
          reason: string
          seller: Json
          tax_minor: number
          taxes: Json
          total_minor: number
          user_id: string
        }[]
      }
      my_invoice_payments: {
        Args: Record<PropertyKey, never>
        Returns: {
          amount_minor: number
          booked_at: string
          created_at: string
          currency: string
          id: string
          invoice_id: string
          method: string
          paid_at: string
          payment_id: string
          payment_method_id: string
          updated_at: string
        }[]
      }
      my_invoices: {
        Args: Record<PropertyKey, never>
        Returns: {
          billing_address: string
          billing_country: string
          billing_email: string
          billing_name: string
          billing_tax_id: string
          buyer: Json
          credited_minor: number
          currency: string
          discount_minor: number
          due_minor: number
          due_on: string
          id: string
          issued_at: string
          locale: string
          memo: string
          number: string
          paid_at: string
          paid_minor: number
          period_end: string
          period_start: string
          seller: Json
          series: string
          state: string
          subscription_id: string
          subtotal_minor: number
          tax_minor: number
          total_minor: number
          user_id: string
          voided_at: string
        }[]
      }
      my_matches: {
        Args: Record<PropertyKey, never>
        Returns: {
          created_at: string
          expires_at: string
          factors: Json
          id: string
          introduced_at: string
          my_answer: string
          other_id: string
          presented_at: string
          score: number
          state: string
          their_answer: string
        }[]
      }
      my_payments: {
        Args: Record<PropertyKey, never>
        Returns: {
          allocated_minor: number
          amount_minor: number
          booked_at: string
          currency: string
          id: string
          is_unallocated: boolean
          method: string
          paid_at: string
          payment_method_id: string
          refunded_minor: number
          unallocated_minor: number
          user_id: string
        }[]
      }
      my_plan_prices: {
        Args: Record<PropertyKey, never>
        Returns: {
          amount_minor: number
          billing_interval: string
          currency: string
          id: string
          plan_id: string
          valid_from: string
          valid_until: string
          version: number
        }[]
      }
      my_refunds: {
        Args: Record<PropertyKey, never>
        Returns: {
          amount_minor: number
          currency: string
          from_credit_minor: number
          id: string
          number: string
          payment_id: string
          refunded_at: string
          user_id: string
        }[]
      }
      my_reports: {
        Args: Record<PropertyKey, never>
        Returns: {
          category: string
          comment_id: string
          created_at: string
          decided_at: string
          id: string
          item_version: number
          note: string
          post_id: string
          state: string
        }[]
      }
      my_sanctions: {
        Args: Record<PropertyKey, never>
        Returns: {
          active: boolean
          ends_at: string
          kind: string
          message: string
          reason: string
          starts_at: string
        }[]
      }
      my_subscription_periods: {
        Args: Record<PropertyKey, never>
        Returns: {
          billing_interval: string
          currency: string
          discount_percent: number
          from_at: string
          id: string
          n: number
          plan_id: string
          price_id: string
          quantity: number
          recurring_minor: number
          state: string
          subscription_id: string
          user_id: string
        }[]
      }
      my_subscriptions: {
        Args: Record<PropertyKey, never>
        Returns: {
          cancel_at_period_end: boolean
          canceled_at: string
          currency: string
          current_period_end: string
          current_period_start: string
          discount_percent: number
          ended_at: string
          id: string
          next_discount_percent: number
          next_price_id: string
          next_quantity: number
          pause_at_period_end: boolean
          payment_method_id: string
          plan_id: string
          price_id: string
          quantity: number
          recurring_minor: number
          resume_at: string
          started_at: string
          state: string
          tax_name: string
          tax_rate: number
          time_zone: string
          trial_ends_at: string
          user_id: string
        }[]
      }
      next_invoice: { Args: { subscription_id: string }; Returns: Json }
      next_second_look: { Args: Record<PropertyKey, never>; Returns: Json }
      note_export: {
        Args: {
          file_format: string
          filters?: Json
          of_table: string
          row_count: number
        }
        Returns: undefined
      }
      note_photo: {
        Args: { checksum: string; image_id: string; phash: number }
        Returns: string
      }
      number_gaps: {
        Args: Record<PropertyKey, never>
        Returns: {
          missing: number
          series: string
          year: number
        }[]
      }
      outreach_funnel: {
        Args: {
          by_what?: string
          from_date: string
          time_zone?: string
          to_date: string
        }
        Returns: {
          answered: number
          bounced: number
          clicked: number
          complained: number
          converted: number
          delivered: number
          departed: number
          enrolled: number
          found: number
          found_converted: number
          found_qualified: number
          key: string
          label: string
          opened: number
          qualified: number
          replied: number
          reply_seconds: number
          sent: number
        }[]
      }
      outreach_health: {
        Args: Record<PropertyKey, never>
        Returns: {
          bounced: number
          complained: number
          id: string
          kind: string
          label: string
          pause_reason: string
          sent: number
          since: string
          state: string
        }[]
      }
      pause_subscription: {
        Args: {
          at_period_end?: boolean
          dry_run?: boolean
          idempotency_key?: string
          prorate?: boolean
          reason: string
          resume_at?: string
          subscription_id: string
          version: string
        }
        Returns: Json
      }
      payment_suggestions: {
        Args: { payment_id: string }
        Returns: {
          billing_name: string
          due_minor: number
          due_on: string
          invoice_id: string
          number: string
          score: number
          updated_at: string
          why: string
        }[]
      }
      photo_context: { Args: { image_id: string }; Returns: Json }
      pictures_to_show: { Args: { paths: string[] }; Returns: string[] }
      preview_lift: { Args: { sanction_id: string }; Returns: Json }
      preview_mail: {
        Args: {
          body?: string
          lead_id?: string
          preview_text?: string
          step_id: string
          subject?: string
        }
        Returns: Json
      }
      preview_sanction: {
        Args: {
          days?: number
          hide_pending?: boolean
          kind: string
          member_id: string
          message?: string
          reason_code?: string
        }
        Returns: Json
      }
      receivables: {
        Args: {
          as_of?: string
          of_bucket?: string
          of_currency?: string
          time_zone?: string
        }
        Returns: {
          billing_name: string
          bucket: string
          currency: string
          days_late: number
          due_minor: number
          due_on: string
          invoice_id: string
          number: string
        }[]
      }
      receivables_by_age: {
        Args: { as_of?: string; time_zone?: string }
        Returns: {
          bucket: string
          currency: string
          due_minor: number
          invoices: number
        }[]
      }
      receivables_by_age_on: {
        Args: { day: string; time_zone?: string }
        Returns: {
          bucket: string
          currency: string
          due_minor: number
          invoices: number
        }[]
      }
      receivables_of_month: {
        Args: { month: string }
        Returns: {
          closing_minor: number
          credited_minor: number
          currency: string
          difference_minor: number
          invoiced_minor: number
          opening_minor: number
          paid_minor: number
          refunded_minor: number
          voided_minor: number
          written_off_minor: number
        }[]
      }
      receivables_on: {
        Args: {
          day: string
          of_bucket?: string
          of_currency?: string
          skip?: number
          time_zone?: string
        }
        Returns: {
          billing_name: string
          bucket: string
          currency: string
          days_late: number
          due_minor: number
          due_on: string
          found: number
          found_minor: number
          invoice_id: string
          number: string
        }[]
      }
      receive_payment: {
        Args: {
          amount_minor: number
          currency: string
          dry_run?: boolean
          idempotency_key?: string
          method?: string
          paid_at?: string
          payment_method_id?: string
          provider?: string
          provider_reference?: string
          reference?: string
          user_id?: string
        }
        Returns: {
          allocated_minor: number
          amount_minor: number
          booked_at: string
          currency: string
          folded: Json | null
          id: string
          is_unallocated: boolean | null
          method: string
          paid_at: string
          payment_method_id: string | null
          provider: string | null
          provider_reference: string | null
          recorded_by: string | null
          reference: string | null
          refunded_minor: number
          search: string | null
          unallocated_minor: number | null
          updated_at: string
          user_id: string | null
        }
        SetofOptions: {
          from: "*"
          to: "payments"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      recheck_pictures: { Args: Record<PropertyKey, never>; Returns: number }
      record_consent: {
        Args: { given_at: string; how: string; lead_id: string; words: string }
        Returns: {
          added_by: string | null
          city: string | null
          consent: string
          contacted_at: string | null
          converted_at: string | null
          converted_user_id: string | null
          country: string | null
          created_at: string
          email: string | null
          folded: Json | null
          follow_up_note: string | null
          follow_up_on: string | null
          found_at: string
          full_name: string
          handle: string | null
          headline: string | null
          id: string
          interests: string[]
          looks_like: string | null
          notes: string | null
          notice_given_at: string | null
          owner_id: string | null
          phone: string | null
          profile_url: string | null
          qualified_at: string | null
          rejected_reason: string | null
          replied_at: string | null
          score: number
          score_reasons: NonNullable<Json>
          scrape_run_id: string | null
          search: string | null
          sort_name: string
          source_id: string | null
          state: string
          tags: string[]
          updated_at: string
        }
        SetofOptions: {
          from: "*"
          to: "leads"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      record_payment: {
        Args: {
          amount_minor: number
          dry_run?: boolean
          idempotency_key?: string
          invoice_id: string
          method?: string
          paid_at?: string
          payment_method_id?: string
          provider?: string
          provider_reference?: string
          reference?: string
          version: string
        }
        Returns: {
          billing_address: string | null
          billing_country: string | null
          billing_email: string
          billing_name: string
          billing_tax_id: string | null
          buyer: Json | null
          closed_at: string | null
          closed_reason: string | null
          created_at: string
          credited_minor: number
          currency: string
          discount_minor: number
          due_minor: number | null
          due_on: string | null
          folded: Json | null
          id: string
          issued_at: string | null
          locale: string
          memo: string | null
          note: string | null
          number: string | null
          paid_at: string | null
          paid_minor: number
          period_end: string | null
          period_start: string | null
          promised_on: string | null
          reminder_level: number
          search: string | null
          seller: Json | null
          series: string
          state: string
          subscription_id: string | null
          subtotal_minor: number
          tax_minor: number
          total_minor: number | null
          updated_at: string
          user_id: string | null
          voided_at: string | null
          written_off_at: string | null
        }
        SetofOptions: {
          from: "*"
          to: "invoices"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      record_response: {
        Args: {
          at?: string
          back_on?: string
          body?: string
          channel?: string
          from_email?: string
          intent?: string
          lead_id?: string
          send_id?: number
          sentiment?: string
          subject?: string
        }
        Returns: {
          body: string
          channel: string
          email_send_id: number | null
          folded: Json | null
          handled_at: string | null
          handled_by: string | null
          handling_note: string | null
          id: string
          intent: string
          lead_id: string | null
          received_at: string
          search: string | null
          sender_id: string | null
          sentiment: string
          sequence_email_id: string | null
          sequence_id: string | null
          source_id: string | null
          subject: string | null
          updated_at: string
          variant_id: string | null
        }
        SetofOptions: {
          from: "*"
          to: "outreach_responses"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      recreate_record: {
        Args: { entry: number; reason?: string; target: string }
        Returns: Json
      }
      refund_payment: {
        Args: {
          amount_minor: number
          dry_run?: boolean
          idempotency_key?: string
          payment_id: string
          provider_reference?: string
          reason: string
          version?: string
        }
        Returns: {
          allocated_minor: number
          amount_minor: number
          booked_at: string
          currency: string
          folded: Json | null
          id: string
          is_unallocated: boolean | null
          method: string
          paid_at: string
          payment_method_id: string | null
          provider: string | null
          provider_reference: string | null
          recorded_by: string | null
          reference: string | null
          refunded_minor: number
          search: string | null
          unallocated_minor: number | null
          updated_at: string
          user_id: string | null
        }
        SetofOptions: {
          from: "*"
          to: "payments"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      release_claims: { Args: { items?: Json }; Returns: number }
      release_payment: {
        Args: {
          amount_minor: number
          dry_run?: boolean
          idempotency_key?: string
          invoice_id: string
          payment_id: string
          reason: string
          version: string
        }
        Returns: {
          billing_address: string | null
          billing_country: string | null
          billing_email: string
          billing_name: string
          billing_tax_id: string | null
          buyer: Json | null
          closed_at: string | null
          closed_reason: string | null
          created_at: string
          credited_minor: number
          currency: string
          discount_minor: number
          due_minor: number | null
          due_on: string | null
          folded: Json | null
          id: string
          issued_at: string | null
          locale: string
          memo: string | null
          note: string | null
          number: string | null
          paid_at: string | null
          paid_minor: number
          period_end: string | null
          period_start: string | null
          promised_on: string | null
          reminder_level: number
          search: string | null
          seller: Json | null
          series: string
          state: string
          subscription_id: string | null
          subtotal_minor: number
          tax_minor: number
          total_minor: number | null
          updated_at: string
          user_id: string | null
          voided_at: string | null
          written_off_at: string | null
        }
        SetofOptions: {
          from: "*"
          to: "invoices"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      release_replies: { Args: { items?: Json }; Returns: number }
      remind_invoice: {
        Args: {
          dry_run?: boolean
          idempotency_key?: string
          invoice_id: string
          level: number
          note?: string
          promised_on?: string
          version: string
        }
        Returns: {
          billing_address: string | null
          billing_country: string | null
          billing_email: string
          billing_name: string
          billing_tax_id: string | null
          buyer: Json | null
          closed_at: string | null
          closed_reason: string | null
          created_at: string
          credited_minor: number
          currency: string
          discount_minor: number
          due_minor: number | null
          due_on: string | null
          folded: Json | null
          id: string
          issued_at: string | null
          locale: string
          memo: string | null
          note: string | null
          number: string | null
          paid_at: string | null
          paid_minor: number
          period_end: string | null
          period_start: string | null
          promised_on: string | null
          reminder_level: number
          search: string | null
          seller: Json | null
          series: string
          state: string
          subscription_id: string | null
          subtotal_minor: number
          tax_minor: number
          total_minor: number | null
          updated_at: string
          user_id: string | null
          voided_at: string | null
          written_off_at: string | null
        }
        SetofOptions: {
          from: "*"
          to: "invoices"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      reminder_document: { Args: { of_reminder: string }; Returns: Json }
      remove_profile_words: {
        Args: {
          client_key?: string
          field: string
          member_id: string
          note?: string
          reason_code: string
          seen?: Json
        }
        Returns: {
          created_at: string
          decided_by_machine: boolean
          decision_id: number | null
          facts: string | null
          found_by: string | null
          id: string
          kind: string
          member_id: string
          member_report_id: string | null
          object_until: string | null
          photo_decision_id: number | null
          report_id: string | null
          reversed_at: string | null
          rule_code: string | null
          rule_text: string | null
          sanction_id: string | null
          until: string | null
          updated_at: string
          what: string
        }
        SetofOptions: {
          from: "*"
          to: "member_notices"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      renew_claims: {
        Args: Record<PropertyKey, never>
        Returns: {
          appeal_id: string | null
          claimed_at: string
          comment_id: string | null
          created_at: string
          expires_at: string
          id: string
          image_id: string | null
          moderator_id: string
          post_id: string | null
          updated_at: string
        }[]
        SetofOptions: {
          from: "*"
          to: "moderation_claims"
          isOneToOne: false
          isSetofReturn: true
        }
      }
      renew_replies: { Args: Record<PropertyKey, never>; Returns: number }
      reopen_month: {
        Args: { month: string; reason: string }
        Returns: {
          closed: boolean
          closed_at: string
          closed_by: string | null
          figures: NonNullable<Json>
          id: string
          month: string
          reason: string | null
          reopened_at: string | null
          reopened_by: string | null
        }
        SetofOptions: {
          from: "*"
          to: "billing_periods"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      reorder_steps: {
        Args: { sequence_id: string; steps: string[] }
        Returns: undefined
      }
      reply_context: { Args: { response_id: string }; Returns: Json }
      reply_inbox: {
        Args: {
          mood?: string
          most?: number
          older_than?: string
          view?: string
        }
        Returns: {
          author_name: string
          claimed_by: string
          claimed_mine: boolean
          claimed_name: string
          decision_seen: number
          excerpt: string
          handled_at: string
          handled_name: string
          handling_note: string
          intent: string
          is_mine: boolean
          item_id: string
          item_type: string
          lead_id: string
          lead_state: string
          owner_id: string
          owner_name: string
          received_at: string
          sentiment: string
          subject: string
          title: string
          version: number
          waiting: number
        }[]
      }
      report_count:
        | {
            Args: {
              comment: Database["public"]["Tables"]["post_comments"]["Row"]
            }
            Returns: number
          }
        | {
            Args: {
              post: Database["public"]["Tables"]["community_posts"]["Row"]
            }
            Returns: number
          }
      report_reasons: {
        Args: Record<PropertyKey, never>
        Returns: {
          code: string
          label: string
        }[]
      }
      report_send: {
        Args: {
          at?: string
          detail?: string
          event: string
          id: number
          provider_id?: string
        }
        Returns: Json
      }
      restore_record: {
        Args: {
          entry: number
          fields: string[]
          reason?: string
          record: string
          side: string
          target: string
          version: string
        }
        Returns: Json
      }
      resume_subscription: {
        Args: {
          dry_run?: boolean
          idempotency_key?: string
          subscription_id: string
          version: string
        }
        Returns: Json
      }
      retry_scrape_run: {
        Args: { reason?: string; run_id: string }
        Returns: {
          cost_minor: number | null
          currency: string | null
          duplicates: number
          error_fingerprint: string | null
          error_kind: string | null
          error_message: string | null
          errors: number
          finished_at: string | null
          folded: Json | null
          found: number
          heartbeat_at: string | null
          id: string
          log: NonNullable<Json>
          new_leads: number
          pages: number
          queued_at: string
          requested_by: string | null
          retry_of: string | null
          source_id: string
          started_at: string | null
          state: string
          trigger: string
          updated_at: string
          worker: string | null
        }
        SetofOptions: {
          from: "*"
          to: "scrape_runs"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      review_bot_action: {
        Args: {
          action_id: number
          reason?: string
          seen_at?: string
          verdict: string
        }
        Returns: {
          action: string
          bot_id: string
          changed: Json | null
          confidence: number | null
          cost_currency: string
          cost_micros: number
          created_at: string
          duration_ms: number | null
          error_group: string | null
          error_message: string | null
          folded: Json | null
          id: number
          input: NonNullable<Json>
          outcome: string
          output: NonNullable<Json>
          reverted_at: string | null
          review: string
          review_note: string | null
          reviewed_at: string | null
          reviewed_by: string | null
          search: string | null
          target_id: string | null
          target_table: string | null
          updated_at: string
        }
        SetofOptions: {
          from: "*"
          to: "bot_actions_log"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      review_bot_actions: { Args: { decisions: Json }; Returns: Json }
      review_source: {
        Args: { allowed: boolean; note: string; source_id: string }
        Returns: {
          category: string
          config: NonNullable<Json>
          country: string | null
          created_at: string
          folded: Json | null
          id: string
          kind: string
          language: string
          last_run_at: string | null
          lawful_basis: string
          name: string
          next_run_at: string | null
          notes: string | null
          quality: number
          requests_per_minute: number
          respects_robots: boolean
          schedule: string
          search: string | null
          silent_after_minutes: number
          slug: string
          sort_name: string
          state: string
          terms_note: string | null
          terms_reviewed_at: string | null
          terms_reviewed_by: string | null
          terms_state: string
          updated_at: string
          url: string
        }
        SetofOptions: {
          from: "*"
          to: "lead_sources"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      sanction_member: {
        Args: {
          days: number
          decision_id?: number
          expected?: number
          hide_pending?: boolean
          kind: string
          member_id: string
          message?: string
          note?: string
          reason_code: string
          version?: string
        }
        Returns: Json
      }
      scrape_failures: {
        Args: { days?: number }
        Returns: {
          fingerprint: string
          first_at: string
          kind: string
          last_at: string
          message: string
          regressed: boolean
          retryable: string[]
          run_ids: string[]
          runs: number
          sources: number
        }[]
      }
      scrape_run_days: {
        Args: { from_date: string; time_zone?: string; to_date: string }
        Returns: {
          cost_minor: number
          currency: string
          day: string
          duplicates: number
          errors: number
          found: number
          name: string
          new_leads: number
          runs: number
          source_id: string
          source_state: string
          stuck: boolean
          worst: string
        }[]
      }
      search_records: {
        Args: { per_table?: number; query: string }
        Returns: {
          detail: string
          id: string
          is_close: boolean
          table_name: string
          title: string
        }[]
      }
      security_changes: {
        Args: { most?: number; since: string }
        Returns: {
          action: string
          actor_name: string
          at: string
          changed: string[]
          id: number
          operation_id: string
          record_label: string
          records: number
          reopened: boolean
          table_name: string
        }[]
      }
      set_default_view: {
        Args: { chosen?: string; list: string }
        Returns: undefined
      }
      set_plan_price: {
        Args: {
          amount_minor: number
          dry_run?: boolean
          idempotency_key?: string
          plan_id: string
          reason: string
          version: string
        }
        Returns: {
          active: boolean
          amount_minor: number
          billing_interval: string
          code: string
          created_at: string
          currency: string
          description: string | null
          features: NonNullable<Json>
          folded: Json | null
          id: string
          limits: NonNullable<Json>
          name: string
          position: number
          search: string | null
          trial_days: number
          updated_at: string
        }
        SetofOptions: {
          from: "*"
          to: "subscription_plans"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      set_staff_active: {
        Args: {
          active: boolean
          reason?: string
          user_id: string
          version: string
        }
        Returns: {
          active: boolean
          created_at: string
          email: string
          folded: Json | null
          full_name: string
          roles: string[]
          search: string | null
          sort_name: string
          updated_at: string
          user_id: string
        }
        SetofOptions: {
          from: "*"
          to: "staff_members"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      set_subscription_card: {
        Args: {
          dry_run?: boolean
          idempotency_key?: string
          payment_method_id: string
          subscription_id: string
          version: string
        }
        Returns: Json
      }
      settle_payment: {
        Args: {
          dry_run?: boolean
          hold_rest?: boolean
          idempotency_key?: string
          parts: Json
          payment_id: string
          version?: string
        }
        Returns: Json
      }
      similar_items: {
        Args: { item_id: string; item_type: string }
        Returns: {
          author_id: string
          created_at: string
          decision_seen: number
          excerpt: string
          image_path: string
          item_id: string
          item_type: string
          post_id: string
          similarity: number
          state: string
          title: string
          version: number
          waits: boolean
        }[]
      }
      source_costs: {
        Args: { from_date: string; time_zone?: string; to_date: string }
        Returns: {
          cost_minor: number
          currency: string
          qualified: number
          source_id: string
        }[]
      }
      start_run: {
        Args: { source_id: string; worker: string }
        Returns: {
          cost_minor: number | null
          currency: string | null
          duplicates: number
          error_fingerprint: string | null
          error_kind: string | null
          error_message: string | null
          errors: number
          finished_at: string | null
          folded: Json | null
          found: number
          heartbeat_at: string | null
          id: string
          log: NonNullable<Json>
          new_leads: number
          pages: number
          queued_at: string
          requested_by: string | null
          retry_of: string | null
          source_id: string
          started_at: string | null
          state: string
          trigger: string
          updated_at: string
          worker: string | null
        }
        SetofOptions: {
          from: "*"
          to: "scrape_runs"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      start_scrape_run: {
        Args: { reason?: string; source_id: string }
        Returns: {
          cost_minor: number | null
          currency: string | null
          duplicates: number
          error_fingerprint: string | null
          error_kind: string | null
          error_message: string | null
          errors: number
          finished_at: string | null
          folded: Json | null
          found: number
          heartbeat_at: string | null
          id: string
          log: NonNullable<Json>
          new_leads: number
          pages: number
          queued_at: string
          requested_by: string | null
          retry_of: string | null
          source_id: string
          started_at: string | null
          state: string
          trigger: string
          updated_at: string
          worker: string | null
        }
        SetofOptions: {
          from: "*"
          to: "scrape_runs"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      start_subscription: {
        Args: {
          discount_percent?: number
          dry_run?: boolean
          idempotency_key?: string
          payment_method_id?: string
          plan_id: string
          quantity?: number
          tax_rate?: number
          time_zone?: string
          trial?: boolean
          user_id: string
        }
        Returns: {
          anchor_at: string
          cancel_at_period_end: boolean
          cancel_reason: string | null
          canceled_at: string | null
          created_at: string
          currency: string
          current_period_end: string
          current_period_start: string
          discount_percent: number
          ended_at: string | null
          folded: Json | null
          id: string
          next_discount_percent: number | null
          next_price_id: string | null
          next_quantity: number | null
          pause_at_period_end: boolean
          payment_method_id: string | null
          period_index: number
          plan_id: string
          price_id: string
          quantity: number
          recurring_minor: number
          resume_at: string | null
          started_at: string
          state: string
          tax_name: string | null
          tax_rate: number
          terms_since: string
          time_zone: string
          trial_ends_at: string | null
          updated_at: string
          user_id: string
        }
        SetofOptions: {
          from: "*"
          to: "user_subscriptions"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      subscriber_rates: {
        Args: { as_of?: string }
        Returns: {
          active: number
          active_before: number
          churn_percent: number
          conversion_percent: number
          lost: number
          started: number
          trials_converted: number
          trials_ended: number
        }[]
      }
      subscriptions_at_risk: {
        Args: { as_of?: string; of_currency?: string; skip?: number }
        Returns: {
          billing_interval: string
          currency: string
          found: number
          found_minor: number
          member: string
          plan: string
          reasons: string[]
          recurring_minor: number
          renews_at: string
          subscription_id: string
          user_id: string
        }[]
      }
      suppress_lead: {
        Args: { kind?: string; lead_id: string; note?: string }
        Returns: {
          channel: string
          created_at: string
          created_by: string | null
          email: string
          folded: Json | null
          id: string
          kind: string
          lead_id: string | null
          lift_reason: string | null
          lifted_at: string | null
          lifted_by: string | null
          note: string | null
          reason: string
          search: string | null
          source: string | null
          subdomains: boolean
          updated_at: string
        }
        SetofOptions: {
          from: "*"
          to: "outreach_suppressions"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      switch_watched_word: {
        Args: { active: boolean; word_id: string }
        Returns: {
          active: boolean
          created_at: string
          effect: string
          folded: Json | null
          id: string
          language: string | null
          matcher: string | null
          needle: string | null
          note: string | null
          pattern: string
          search: string | null
          severity: number
          signal: string | null
          trial: string | null
          tried_at: string | null
          tried_held: number | null
          tried_removed: number | null
          updated_at: string
        }
        SetofOptions: {
          from: "*"
          to: "watched_words"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      tell_apart: {
        Args: { a: string; apart?: boolean; b: string }
        Returns: undefined
      }
      try_sequence: { Args: { sequence_id: string }; Returns: Json }
      try_watched_word: {
        Args: { word_id: string }
        Returns: {
          active: boolean
          created_at: string
          effect: string
          folded: Json | null
          id: string
          language: string | null
          matcher: string | null
          needle: string | null
          note: string | null
          pattern: string
          search: string | null
          severity: number
          signal: string | null
          trial: string | null
          tried_at: string | null
          tried_held: number | null
          tried_removed: number | null
          updated_at: string
        }
        SetofOptions: {
          from: "*"
          to: "watched_words"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      twin_pairs: {
        Args: { most?: number }
        Returns: {
          a: string
          a_contact: string
          a_name: string
          a_state: string
          b: string
          b_contact: string
          b_name: string
          b_state: string
          why: string
        }[]
      }
      undo_bot_review: {
        Args: { client_key: string; decision_id: number }
        Returns: Json
      }
      undo_decision: {
        Args: {
          client_key: string
          decision_id: number
          note?: string
          over_claim?: boolean
        }
        Returns: Json
      }
      undo_merge: { Args: { merge_id: string }; Returns: string }
      undo_photo_decision: {
        Args: { client_key: string; decision_id: number }
        Returns: Json
      }
      undo_reply: {
        Args: { client_key: string; decision_id: number }
        Returns: Json
      }
      unsubscribe: { Args: { token: string }; Returns: boolean }
      usage_by_plan: {
        Args: { month: string }
        Returns: {
          allowed: number
          at_limit: number
          feature: string
          limited_members: number
          limited_used: number
          members: number
          members_before: number
          near_limit: number
          plan: string
          plan_id: string
          together: boolean
          unfinished: boolean
          used: number
          used_before: number
        }[]
      }
      usage_over_time: {
        Args: { from_date: string; time_zone?: string; to_date: string }
        Returns: {
          allowed: number
          at_limit: number
          feature: string
          limited_members: number
          limited_used: number
          members: number
          near_limit: number
          period_start: string
          unfinished: boolean
          used: number
        }[]
      }
      usage_spread: {
        Args: { month: string; of_feature?: string }
        Returns: {
          at_least: number
          at_most: number
          band: number
          feature: string
          members: number
        }[]
      }
      void_invoice: {
        Args: {
          dry_run?: boolean
          idempotency_key?: string
          invoice_id: string
          reason: string
          version: string
        }
        Returns: {
          billing_address: string | null
          billing_country: string | null
          billing_email: string
          billing_name: string
          billing_tax_id: string | null
          buyer: Json | null
          closed_at: string | null
          closed_reason: string | null
          created_at: string
          credited_minor: number
          currency: string
          discount_minor: number
          due_minor: number | null
          due_on: string | null
          folded: Json | null
          id: string
          issued_at: string | null
          locale: string
          memo: string | null
          note: string | null
          number: string | null
          paid_at: string | null
          paid_minor: number
          period_end: string | null
          period_start: string | null
          promised_on: string | null
          reminder_level: number
          search: string | null
          seller: Json | null
          series: string
          state: string
          subscription_id: string | null
          subtotal_minor: number
          tax_minor: number
          total_minor: number | null
          updated_at: string
          user_id: string | null
          voided_at: string | null
          written_off_at: string | null
        }
        SetofOptions: {
          from: "*"
          to: "invoices"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      why: {
        Args: {
          enrollment: Database["public"]["Tables"]["sequence_enrollments"]["Row"]
        }
        Returns: string
      }
      why_due: {
        Args: {
          enrollment: Database["public"]["Tables"]["sequence_enrollments"]["Row"]
        }
        Returns: boolean
      }
      why_no_address: {
        Args: {
          enrollment: Database["public"]["Tables"]["sequence_enrollments"]["Row"]
        }
        Returns: boolean
      }
      why_no_lead: {
        Args: {
          enrollment: Database["public"]["Tables"]["sequence_enrollments"]["Row"]
        }
        Returns: boolean
      }
      why_no_provenance: {
        Args: {
          enrollment: Database["public"]["Tables"]["sequence_enrollments"]["Row"]
        }
        Returns: boolean
      }
      why_not_sent: { Args: { enrollment_id: string }; Returns: Json }
      why_not_yet: {
        Args: {
          enrollment: Database["public"]["Tables"]["sequence_enrollments"]["Row"]
        }
        Returns: boolean
      }
      why_paused: {
        Args: {
          enrollment: Database["public"]["Tables"]["sequence_enrollments"]["Row"]
        }
        Returns: boolean
      }
      why_reserved: {
        Args: {
          enrollment: Database["public"]["Tables"]["sequence_enrollments"]["Row"]
        }
        Returns: boolean
      }
      why_sender_cap: {
        Args: {
          enrollment: Database["public"]["Tables"]["sequence_enrollments"]["Row"]
        }
        Returns: boolean
      }
      why_sender_gap: {
        Args: {
          enrollment: Database["public"]["Tables"]["sequence_enrollments"]["Row"]
        }
        Returns: boolean
      }
      why_sender_paused: {
        Args: {
          enrollment: Database["public"]["Tables"]["sequence_enrollments"]["Row"]
        }
        Returns: boolean
      }
      why_sent: {
        Args: {
          enrollment: Database["public"]["Tables"]["sequence_enrollments"]["Row"]
        }
        Returns: boolean
      }
      why_sequence_archived: {
        Args: {
          enrollment: Database["public"]["Tables"]["sequence_enrollments"]["Row"]
        }
        Returns: boolean
      }
      why_sequence_cap: {
        Args: {
          enrollment: Database["public"]["Tables"]["sequence_enrollments"]["Row"]
        }
        Returns: boolean
      }
      why_sequence_draft: {
        Args: {
          enrollment: Database["public"]["Tables"]["sequence_enrollments"]["Row"]
        }
        Returns: boolean
      }
      why_sequence_paused: {
        Args: {
          enrollment: Database["public"]["Tables"]["sequence_enrollments"]["Row"]
        }
        Returns: boolean
      }
      why_suppressed: {
        Args: {
          enrollment: Database["public"]["Tables"]["sequence_enrollments"]["Row"]
        }
        Returns: boolean
      }
      why_window: {
        Args: {
          enrollment: Database["public"]["Tables"]["sequence_enrollments"]["Row"]
        }
        Returns: boolean
      }
      why_wrong_state: {
        Args: {
          enrollment: Database["public"]["Tables"]["sequence_enrollments"]["Row"]
        }
        Returns: boolean
      }
      write_off_invoice: {
        Args: {
          dry_run?: boolean
          idempotency_key?: string
          invoice_id: string
          reason: string
          version: string
        }
        Returns: {
          billing_address: string | null
          billing_country: string | null
          billing_email: string
          billing_name: string
          billing_tax_id: string | null
          buyer: Json | null
          closed_at: string | null
          closed_reason: string | null
          created_at: string
          credited_minor: number
          currency: string
          discount_minor: number
          due_minor: number | null
          due_on: string | null
          folded: Json | null
          id: string
          issued_at: string | null
          locale: string
          memo: string | null
          note: string | null
          number: string | null
          paid_at: string | null
          paid_minor: number
          period_end: string | null
          period_start: string | null
          promised_on: string | null
          reminder_level: number
          search: string | null
          seller: Json | null
          series: string
          state: string
          subscription_id: string | null
          subtotal_minor: number
          tax_minor: number
          total_minor: number | null
          updated_at: string
          user_id: string | null
          voided_at: string | null
          written_off_at: string | null
        }
        SetofOptions: {
          from: "*"
          to: "invoices"
          isOneToOne: true
          isSetofReturn: false
        }
      }
    }
    Enums: {
      [_ in never]: never
    }
    CompositeTypes: {
      [_ in never]: never
    }
  }
}

type DatabaseWithoutInternals = Omit<Database, "__InternalSupabase">

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] &
        DefaultSchema["Views"])
    ? (DefaultSchema["Tables"] &
        DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
        Row: infer R
      }
      ? R
      : never
    : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Insert: infer I
      }
      ? I
      : never
    : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Update: infer U
      }
      ? U
      : never
    : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends (DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never) = never,
> = DefaultSchemaEnumNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
    ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
    : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends (PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never) = never,
> = PublicCompositeTypeNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
    ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
    : never

export const Constants = {
  public: {
    Enums: {},
  },
} as const
