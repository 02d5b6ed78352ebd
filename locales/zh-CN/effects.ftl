# 新版本对未完成工单的影响，以及过去的判定：当时与现在。
effect-title = 对未完成工单的影响
effect-text = 保存后对当前未完成工单的影响：截止时间、点数、将通知谁。
effect-open = 查看影响
effect-nobody = 没有未完成的工单使用它。
effect-same = 使用它的未完成工单（{ $n } 张）都不会有变化。
effect-sum = 使用它的 { $touched } 张未完成工单中，有 { $changed } 张会变化。
effect-at-least = 至少 { $n }
effect-figures = 变化内容；点击数字查看对应工单
effect-changed = 有变化的工单
effect-newly-late = 立即超时
effect-no-longer-late = 不再超时
effect-moved = 截止时间改变
effect-fires = 立即触发的升级步骤
effect-more = 只检查了 { $n } 张未完成工单，还有更多。
effect-kept = 有 { $count } 张未完成工单属于合同，合同保留当时商定的版本。如需更改，请修订合同。
effect-credits = 剩余点数
effect-more-credits = 只列出前面的客户。
effect-tickets = 有变化的未完成工单
effect-more-tickets = 只列出前 { $n } 张工单。
effect-hidden = 另有 { $count } 张您无权查看的工单会变化。
effect-ticket = 工单
effect-clocks = 截止时间
effect-steps = 升级
effect-no-promise = 无承诺
effect-paused = 已暂停，共 { $duration }
effect-word-late = 立即超时
effect-word-in-time = 不再超时
effect-late-attached = 更改时已无剩余时间。
effect-step-fires = 立即触发
effect-step-fired = 已触发，不会再次触发
effect-step-later = 将于 { $at } 触发
effect-step-gone = 不再触发
effect-tells = 通知 { $names }
effect-tells-customer = 通知客户
effect-ask-title = { $count ->
    [0] 保存并更改未完成工单的点数？
   *[other] 保存并更改 { $count } 张未完成工单？
  }
effect-unknown = 目前无法得知对未完成工单的影响。{ $problem }
effect-save = 保存并应用
effect-save-blind = 不查看，直接保存

verdicts-title = 当时与现在
verdicts-text = 判定保持当时的结果。按今天的版本则为：
verdicts-then = 当时
verdicts-now = 现在
verdicts-by = { $sla } v{ $version }，{ $calendar } v{ $calendar_version }
verdicts-nothing = 无承诺
verdicts-met = 达标
verdicts-breached = 违约
verdicts-open = 进行中
verdicts-due = 截止 { $date }
