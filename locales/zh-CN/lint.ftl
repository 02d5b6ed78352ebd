### 检查发现，按稳定代码（docs/lint.md）。变量为发现的参数；时长、点数、日期与用词按读者语言书写。

lint-holiday-observance = { $date } 的“{ $name }”通常不放假。
lint-holiday-long = “{ $name }”从 { $from } 到 { $to } 连续休息 { $days } 天。
lint-holidays-run-out = 最后一个假日是 { $last }，此后没有任何假日。
lint-never-opens-again = 从现在起，此日历不再有营业时间。

lint-no-targets = 此 SLA 还没有任何承诺。
lint-target-hidden = 此目标永远不会生效：总有更匹配或更靠前的目标。
lint-target-never-due = 日历剩余的营业时间不足 { $target }，永远不会到期。
lint-priority-without-target = { $metric }：优先级 { $priorities } 没有任何承诺。
lint-values-without-target = { $metric }：{ $condition } { $values } 没有任何承诺。
lint-condition-value-unknown = 没有{ $condition }“{ $value }”。
lint-pause-swallows-start = 工单从状态“{ $status }”开始，而该状态从第一秒起就暂停 { $metrics }。
lint-metric-never-runs = { $metric } 永远不会计时：所有处理中的状态都会暂停它。
lint-status-unknown = 没有状态“{ $status }”。
lint-step-before-start = 步骤 { $step } 要求剩余 { $left }，但目标只有 { $target }：会立即触发。
lint-step-before-some-starts = 步骤 { $step } 要求剩余 { $left }；目标为 { $target } 时会立即触发。
lint-step-without-target = 步骤 { $step } 永远不会触发：此处没有 { $metric } 的承诺。
lint-step-reaches-nobody = 步骤 { $step } 通知不到任何在职人员。
lint-step-unanswered = 步骤 { $step } 若在 { $from } 至 { $to } 触发，其对象均不在岗。
lint-step-team-closed = 步骤 { $step } 若在 { $from } 至 { $to } 触发，团队“{ $team_name }”不在工作时间。

lint-limit-never-binds = { $credits } 永远用不完：{ $by_bucket } 会先在 { $by_credits } 用尽。
lint-limit-rarely-binds = { $credits } 很少用得完：{ $by_bucket } 多半先在 { $by_credits } 用尽。
lint-limit-without-credits = 此限额没有点数，不充值就没有工单能被覆盖。
lint-limit-below-cost = 每个工单至少消耗 { $cost }，而一个周期只有 { $credits }：没有工单能被覆盖。
lint-weight-above-limit = 这样的工单消耗 { $cost }，而 { $bucket } 只有 { $credits }：永远不会被覆盖。
lint-no-effect-on-unlimited = 不限量计划不使用此项。
lint-refund-before-consumption = 点数扣得这么晚，此原因发生时多半还没有可退的点数。
lint-urgent-policy-ignored = 紧急工单总会被接受，此策略不会生效。
lint-charge-without-price = 没有适用于优先级 { $priorities } 的价格：这些工单不会收费。
lint-fallback-unused = 没有任何限额策略使用此 SLA。
lint-plan-without-sla = 此计划的工单没有任何承诺：它没有 SLA，服务台也没有默认 SLA。
lint-reference-unknown = 没有启用的{ $kind }“{ $value }”。

lint-contract-overlap = 该客户的合同“{ $contract_name }”自 { $from } 起适用同一 SLA，两者不能同时生效。
lint-contract-ended = 此合同已于 { $end_date } 结束。
lint-target-outlives-contract = { $sla_name }：{ $metric } 为 { $target }，而合同期内的营业时间总共只有 { $open }。
lint-period-outlives-contract = { $bucket } 的周期比合同还长，仍会全额发放。
lint-coverage-unknown = 没有启用的{ $kind }“{ $value }”。
lint-coverage-foreign = { $kind }“{ $value }”属于其他客户：本客户的工单不会涉及它。
lint-coverage-without-channel = 合同与计划没有共同的渠道：没有工单能被覆盖。
lint-coverage-without-type = 合同与计划没有共同的工单类型：没有工单能被覆盖。
lint-contract-without-sla = 此合同的工单没有任何承诺：合同、计划和服务台都没有 SLA。

lint-band-gap = 没有档位包含 { $from } 至 { $to } 个许可。
lint-band-gap-open = 没有档位包含 { $from } 个及以上的许可。
lint-band-overlap = { $from } 个许可同时属于档位“{ $other }”。
lint-band-missing = SLA“{ $sla_name }”有针对档位“{ $name }”的目标，但该档位不存在。
lint-matrix-falls = 此处的{ $priority }低于影响{ $other_impact }、紧急程度{ $other_urgency }时的{ $other_priority }。
lint-matrix-priority-unused = 没有任何格子给出优先级{ $priority }。
lint-product-without-coverage = 无论谁提出，有关此产品的工单都没有任何承诺。

lint-required-skill-missing = 可分配的客服中无人具备 { $level } 级的{ $skill }。
lint-team-unstaffed = { $from } 时{ $team }无人在岗。
lint-policy-outdated = 已发布的政策中“{ $what }”写的是“{ $says }”，而系统实际执行的是“{ $enforces }”。
lint-policy-outdated-new = 已发布的政策没有提到{ $what }：{ $enforces }。
lint-policy-outdated-gone = 已发布的政策中“{ $what }”仍写着“{ $says }”，但该项已不再生效。
