## Offering a ticket
handoff = 交接
handoff-title = 将 #{ $number } 交接给他人
handoff-text = 对方接受之前，工单仍由您负责。被邀请的人可以查看工单和这份说明。
handoff-offer = 发起交接
handoff-person = 人员
handoff-pick-team = 交给哪个团队？
handoff-anybody = 团队中任何人
handoff-reason = 原因
handoff-pick-reason = 为什么交接？
handoff-tried = 已尝试
handoff-tried-text = 目前做过什么，结果如何
handoff-found = 已查明
handoff-found-text = 目前可以确定的情况
handoff-next = 下一步
handoff-next-text = 您建议接下来做什么
handoff-promised = 对客户的承诺
handoff-promised-text = 客户期待什么、截止何时；如果没有，请写明
handoff-tell = 接受后告知客户
handoff-offered-toast = 已发起 #{ $number } 的交接

## The offer on a ticket
handoff-yours = { $by } 将此工单交接给 { $to }：{ $reason }。
handoff-waits = { $by } 已将此工单交接给 { $to }，对方尚未答复：{ $reason }。
handoff-due = { $date } 退回
handoff-owner = 在此之前由 { $from } 负责。
handoff-owner-tells = 在此之前由 { $from } 负责。接受后将告知客户。
handoff-nobody = 无人
handoff-accept = 接受
handoff-accept-team = 代团队接受
handoff-decline = 拒绝
handoff-take-back = 撤回
handoff-decline-title = 拒绝 #{ $number }
handoff-decline-text = 工单仍由发起方负责。请说明原因，以便对方另找合适的人。
handoff-accepted-toast = #{ $number } 现由您负责
handoff-accepted-team-toast = #{ $number } 现由您的团队负责
handoff-declined-toast = 已拒绝 #{ $number }
handoff-taken-back-toast = 已撤回 #{ $number } 的交接
handoff-bounces = 退回过 { $count } 次

## In the history
event-handoff-offered = { $actor } 将工单交接给 { $to }：{ $reason }
event-handoff-accepted = { $actor } 接受了交接
event-handoff-declined = { $actor } 拒绝了交接
event-handoff-declined-reason = { $actor } 拒绝了交接：{ $reason }
event-handoff-taken-back = { $actor } 撤回了交接
event-handoff-taken-back-reason = { $actor } 撤回了交接：{ $reason }
event-handoff-timed-out = 无人按时答复交接，工单归属不变
event-handoff-superseded-reason = 交接已结束：{ $reason }
handoff-cause-assigned = 有人指定了负责人
handoff-cause-team-changed = 工单转到了其他团队
handoff-cause-escalated = 升级将工单交给了其他人
handoff-cause-solved = 处理已结束
handoff-cause-merged = 已并入其他工单
handoff-cause-spam = 属于垃圾邮件
handoff-cause-receiver-gone = 对方已没有人可以接受
event-bounced = 工单已 { $bounces } 次回到曾负责的团队，超过 { $limit } 次，已通知相关负责人

## Who owned it
ownership = 归属时间
ownership-open = 查看每一段
ownership-text = 从创建至今，不含已解决的时间。发起交接不改变归属，接受才改变。按各团队当前的营业时间计算。
ownership-no-team = 无团队
ownership-from = 开始
ownership-until = 结束
ownership-business = 营业时间内
ownership-elapsed = 自然时间

## The report
handoffs = 交接
handoffs-text = 数字按交接次数统计；点开的列表中每张工单只出现一次。
handoffs-from = 起始日
handoffs-to = 截止日
handoffs-all = 全部交接
handoffs-offered = 发起
handoffs-accepted = 接受
handoffs-declined = 拒绝
handoffs-timed-out = 超时
handoffs-taken-back = 撤回
handoffs-superseded = 被取代
handoffs-open = 待答复
handoffs-bounced = 退回
handoffs-median = 接受用时中位数
handoffs-reasons = 原因
handoffs-teams = 团队之间
handoffs-from-team = 转出
handoffs-to-team = 转入
handoffs-none = 这段时间没有交接
handoffs-none-text = 交接给其他团队或客服的工单会按原因统计在这里。
handoffs-more = 超过 200,000 条，仅统计最早的部分。请缩短时间范围。

## The policy
handoff-policy-text = 适用于每一次交接。已发起的交接沿用发起时的规定。
handoff-reasons-text = 发起交接时从中选择。停用的原因在报表中保留名称。
handoff-reason-name = 名称
handoff-reason-key = 标识
handoff-reason-used = 可选
handoff-reason-add = 添加原因
handoff-timeout = 答复期限
handoff-timeout-text = 按接收团队的营业时间计算。到期后工单归属不变，并通知双方。
handoff-timeout-label = 交接有效期
handoff-bouncing = 反复退回的工单
handoff-bouncing-text = 回到曾负责团队的次数超过此数时，通知负责人的上级。
handoff-bounce-limit = 不提醒的次数
handoff-first-skill = 需要其他技能
handoff-first-access = 缺少所需权限
handoff-first-wrong-team = 分错团队
handoff-first-end-of-shift = 交班
handoff-first-workload = 工作量
