### Words of the agent console.
### The same ids and variables in every language; a test compares them.

## Time and numbers

countdown-days = { $days }天{ $hours }小时
countdown-hours = { $hours }时{ $minutes }分
duration-minutes = { $n } 分钟
duration-hours = { $n } 小时
duration-days = { $n } 天
due-by = { $metric }截止于 { $date }
due-late = { $metric }已于 { $date } 超时
due-at = 截止 { $date }
done-at = 完成于 { $date }
target-of = 目标 { $duration }

## Words used in many places

loading = 加载中…
searching = 搜索中…
retry = 重试
close = 关闭
clear = 清除
cancel = 取消
confirm = 确认
save = 保存
saved = 已保存
apply = 应用
done = 完成
copy = 复制
copied = 已复制
undo = 撤销
undone = 已撤销
yes = 是
no = 否
on = 已开启
off = 未开启
none = 无
you = 我
never = 从未
name = 姓名
name-of-thing = 名称
email = 邮箱
phone = 电话
reason = 原因
details = 详情
expired = 已过期
updated = 更新时间
show-more = 显示更多
nothing-found = 没有找到结果
field-needed = 此项必填
notifications = 通知
language = 语言
theme = 主题
theme-light = 浅色
theme-dark = 深色
theme-auto = 跟随系统
theme-to-dark = 切换到深色主题
theme-to-light = 切换到浅色主题
ticket = 工单
tickets = 工单
account = 客户
contact = 联系人
contacts = 联系人
contract = 合同
plan = 支持计划
sla = SLA
bucket = 限额
outcome = 保障
no-subject = （无主题）
no-account = 无所属客户
no-contract = 无合同
no-requester = 无请求人
no-team = 无团队
tier-n = { $tier } 级
unassigned = 未分配
spam = 垃圾邮件
archived = 已归档
error-title = 操作未成功
error-title-offline = 无网络连接
error-title-gone = 未找到

## Shell

nav-main = 主导航
nav-views = 视图
nav-workspace = 工作区
nav-accounts = 客户
nav-offers = 待接受的文件
nav-approvals = 审批
nav-charges = 超限费用
nav-promises = 服务承诺
nav-suspended = 滞留邮件
nav-audit = 审计日志
nav-settings = 设置
search = 搜索
menu = 菜单
open-menu = 打开菜单
skip-to-content = 跳到正文
me-team = { $team } · { $tier } 级
sign-out = 退出登录
notices-unread = { $count ->
    *[other] { $count } 条新通知
    }
notices-none = 还没有通知。
notice-escalated = 工单 #{ $number } 已升级给您：{ $subject }
notice-contract-ends = { $name } 将在 { $days } 天后到期
notice-contract-ended = { $name } 已到期
notice-credits = 点数已用 { $percent }%（{ $period }），最近一次为工单 #{ $number }
shortcuts = 键盘快捷键
offline = 当前离线。您可以继续阅读，已写内容保存在本设备。
live-down = 实时更新中断，正在重新连接…
live-live = 实时
live-connecting = 连接中
not-found-title = 页面不存在
not-found-text = 地址有误，或内容已移动。
not-found-back = 返回收件箱

## Views that every desk starts with

view-inbox = 收件箱
view-my-tickets = 我的工单
view-unassigned = 未分配
view-breaching-soon = 即将超时
view-waiting-on-customer = 等待客户
view-held-for-approval = 等待审批
view-suspended = 已拦截

## Command palette

palette = 命令面板
palette-hint = 查找工单、客户、联系人或操作…
palette-go = 前往
palette-do = 操作
palette-view = 视图
palette-language = 切换为{ $language }

## Inbox

count-tickets = { $count ->
    *[other] { $count } 张工单
    }
count-tickets-shown = { $count ->
    *[other] { $shown } 张工单
    }
search-list = 在列表中搜索
filters = 筛选
filters-clear = 清除筛选
filter-clear = 清除筛选“{ $filter }”
filter-status = 状态
filter-priority = 优先级
filter-assignee = 受理人
filter-plan = 支持计划
filter-sla = SLA
sla-filter-breached = 已超时
sla-filter-due-soon = 两小时内到期
sla-filter-running = 计时中
sla-filter-none = 无计时
sort = 排序
sort-due = 按到期时间
sort-by-updated = 最近更新在前
sort-updated = 最早更新在前
sort-by-created = 最新创建在前
sort-priority = 按优先级
group-breached = 已超时
group-soon = 一小时内到期
group-later = 稍后到期
group-none = 无计时
new-tickets = { $count ->
    *[other] { $count } 张新工单，点击显示
    }
select-all = 选择全部已加载的工单
select-ticket = 选择工单 { $number }
unread = 新消息
selected-n = { $count ->
    *[other] 已选 { $count } 项
    }
selection-clear = 取消选择
bulk-actions = 批量操作
bulk-refused = { $count ->
    *[other] { $count } 张工单未更改：{ $reason }
    }
changed-one = 工单 { $number } 已更改
changed-many = { $count ->
    *[other] 已更改 { $count } 张工单
    }
assign = 分配
assign-to = 分配给…
set-priority = 设置优先级…
set-status = 设置状态…
tag-add = 添加标签
tag-create = 新标签“{ $tag }”
tag-remove = 移除标签 { $tag }
mark-spam = 垃圾邮件
mark-spam-sure = { $count ->
    *[other] 将 { $count } 张工单标记为垃圾邮件？
    }
solve = 解决
inbox-empty = 这里没有待办工单
inbox-empty-text = 此视图中没有等待处理的工单，新工单会自动出现。
inbox-none-match = 没有符合条件的工单
inbox-none-match-text = 请减少筛选条件，或换个关键词。
tickets-of-account = 该客户的工单
tickets-of-credits = 使用了点数的工单
view-save = 保存视图
view-save-title = 将此列表保存为视图
view-actions = 视图操作
view-update = 将筛选条件保存到此视图
view-edit = 重命名或共享
view-delete = 删除视图
view-delete-title = 删除视图“{ $name }”？
view-delete-text = 其中的工单不受影响，只是移除此列表。
view-saved = 视图已保存
view-deleted = 视图已删除
view-for = 可见范围
view-for-me = 仅自己
view-for-everyone = 所有人

## Ticket

ticket-n = 工单 { $number }
back-to-list = 返回列表
more-actions = 更多操作
copy-link = 复制链接
link-copied = 链接已复制
merge = 合并…
merge-into = 将工单 { $number } 合并到…
merge-hint = 目标工单的编号或关键词
merge-hint-text = 输入编号或关键词。
merged-into = 此工单已合并到 #{ $number }。
merged-toast = 工单 { $from } 已合并到 { $into }
open-it = 打开
not-spam = 非垃圾邮件
spam-toast = 已标记为垃圾邮件
not-spam-toast = 已取消垃圾邮件标记
refund = 退还点数…
refund-title = 为何退还点数？
refund-text = 账本和时间线会记录原因。
refund-own-defect = 我方缺陷
refund-duplicate = 重复提交
refund-wrong-routing = 转交错误
refund-cancelled = 已取消
refunded-toast = 点数已退还
reopen = 重新打开
reopened-toast = 工单已重新打开
solved-toast = 工单 { $number } 已解决
admit = 受理
decline = 拒绝
approve = 批准
admitted-toast = 已受理：计时从最初请求时开始
declined-toast = 已拒绝
admission-held-text = 该计划的点数已用完，需客户审批人或您批准。
admission-blocked-text = 该计划的点数已用完。请求已保留，您可以予以受理。
conversation = 会话
earlier-messages = 显示更早的消息
message-by = { $name } 的消息
message-cut = 消息过长，未能完整显示。
internal-note = 内部备注
automatic = 自动
cc = 抄送
cc-list = 抄送 { $list }
cc-hint = 邮箱地址，以逗号分隔
cc-remove = 移除抄送
show-quoted = 显示引用内容
hide-quoted = 隐藏引用内容
remote-image = 外部图片，未加载
download-file = 下载 { $name }
events-more = { $count ->
    *[other] 之前的 { $count } 项变更
    }
reply = 回复
composer-kind = 回复或备注
composer-reply-hint = 输入回复内容…
composer-note-hint = 输入仅客服可见的备注…
note-who-reads = 仅客服可见
attach = 附件
file-remove = 移除 { $name }
file-too-large = { $name } 过大（最大 25 MB）
upload-percent = { $percent }%
send = 发送
send-more = 更多发送方式
send-pending = 发送并等待客户
send-solved = 发送并解决
note-save = 保存备注
note-saved = 备注已保存
reply-sent = 回复已发送
reply-sent-solved = 回复已发送，工单已解决
formatting = 格式
format-bold = 粗体
format-italic = 斜体
format-strike = 删除线
format-code = 代码
format-list = 项目符号列表
format-numbers = 编号列表
format-quote = 引用
format-block = 代码块
format-link = 链接
link-address = 链接地址
pause-title-pending = 在等待客户什么？
pause-title-on-hold = 为何挂起？
pause-text = 暂停会停止解决计时，因此需要记录原因。
pause-offer-answer = 等待客户答复
pause-offer-test = 等待客户测试
pause-offer-vendor = 等待供应商
pause-offer-change = 等待计划内变更
undo-reason = 撤销更改

## Ticket: side panel

sla-timers = SLA 计时
sla-none = 此工单没有关联 SLA。
clock-left = 剩余
clock-late = 超时
clock-met = 已达成
clock-breached = 未达成
clock-paused = 已暂停
calendar-always = 7×24 小时
credits = 支持点数
credits-left-of = 剩余，共 { $granted }
credits-bar = 已用 { $used }，共 { $granted }
credits-this-ticket = 本工单 { $credits }
credits-left-in = { $period }剩余 { $left } / { $granted }
credits-not-counted = 不计点数
credits-unlimited = 不限量，不计点数
period-from = 自 { $date }
period-resets = { $date } 重置
why-this-plan = 为何适用此计划？
properties = 属性
prop-status = 状态
prop-priority = 优先级
prop-impact = 影响范围
prop-urgency = 紧急程度
prop-assignee = 受理人
prop-team = 团队
prop-type = 类型
prop-product = 产品
prop-asset = 资产
prop-channel = 渠道
prop-tags = 标签
priority-how = 优先级的来源
priority-from-matrix = 优先级由影响“{ $impact }”×紧急程度“{ $urgency }”得出
priority-overridden = 优先级为人工指定，覆盖了矩阵结果
priority-given = 优先级为人工指定
priority-default = 未设置影响、紧急程度或优先级

## Ticket: what it is about

matter-title = 工单所涉内容
matter-change-contact = 更改联系人或客户
matter-hint = 由联系人、客户、产品、资产、类型和渠道决定适用哪份合同和计划。选择其他内容，可在保存之前查看会有哪些变化。
matter-compare = 当前承诺与更改后的承诺
matter-checking = 正在核对合同与期限…
matter-now = 当前
matter-then = 更改后
matter-unchanged = 不变
matter-same = 承诺保持不变。
matter-differs = { $count ->
    *[other] 承诺有 { $count } 项变化。
    }
matter-no-assets = 该客户没有这样的资产
matter-save = 保存更改
matter-saved = 工单 { $number } 已更改，并已重新判定保障
field = 项目

## Ticket: why this plan

why-sla = SLA { $sla }
why-limit = 超出限额，处理方式：
why-considered = { $count ->
    *[other] 共考虑 { $count } 份合同
    }
why-no-candidates = 该客户没有可考虑的合同。
why-tie = 同级时的判定规则：{ $rule }
why-chosen = 已选用
why-passed = 同样适用
why-failed = 不适用
check = 检查
wanted = 要求
found = 实际
anything = 不限
why-contract = 合同 { $contract }
why-failed-on = 未通过：{ $checks }
passed = 通过
failed = 未通过
before = 之前
cost = 消耗
after = 之后
default-plan = 默认计划
check-plan = 支持计划
check-state = 合同状态
check-dates = 合同期限
check-product-asset = 产品与资产
check-contact = 联系人
check-channel = 渠道
check-type = 工单类型
check-credits = 剩余点数
value-active = 生效中
value-suspended = 已暂停
value-expired = 已到期
value-draft = 草稿
value-cancelled = 已取消
value-awaiting-acceptance = 等待接受
value-unlimited = 不限量
value-a-known-plan = 有效计划
value-from = 自
value-until = 至
value-products = 产品
value-assets = 资产
value-product = 产品
value-asset = 资产
specificity-asset = 指定资产
specificity-product = 指定产品
specificity-contact = 指定联系人
specificity-account = 整个客户
specificity-ancestor = 来自上级客户
tie-specificity = 更具体的合同
tie-rank = 合同自身的级别
tie-end-date = 更早的结束日期
tie-age = 更早签订的合同
tie-id = 更小的编号
because-only-match = 唯一适用的合同
because-more-specific = 比其他合同更具体
because-contract-rank = 在适用的合同中级别更高
because-earlier-end = 在适用的合同中结束更早
because-older-contract = 在适用的合同中签订更早
because-lower-id = 各合同在其他方面相同
because-credits-used-up = 有适用的合同，但点数已用完
because-default-plan = 没有适用的合同，因此采用默认计划
because-default-plan-used-up = 仅默认计划适用，且额度已用完
because-no-contract = 该客户没有合同
because-no-match = 没有合同适用
plain-unlimited = 计划覆盖此请求，不计次数。
plain-counted = 计划覆盖此请求，计入限额。
plain-free-support = 免费支持覆盖此请求。
plain-over-tolerated = 点数已用完，本次予以宽限。
plain-over-urgent = 点数已用完，因紧急仍予受理。
plain-over-blocked = 点数已用完，此请求暂存。
plain-over-charged = 点数已用完，此请求将计费。
plain-over-without-promise = 点数已用完，提供支持但不承诺时限。
plain-over-fallback = 点数已用完，适用较慢的承诺。
plain-over-needs-approval = 点数已用完，需客户方批准。
plain-no-contract = 没有支持合同。
plain-contract-not-in-force = 合同当前未生效。
plain-product-not-covered = 合同不覆盖该产品。
plain-contact-not-named = 合同指定了其他可提请求的人员。
plain-channel-not-served = 合同不支持该渠道。
plain-type-not-served = 合同不支持此类请求。
decision-cause-created = 工单创建时
decision-cause-opened = 工单创建时
decision-cause-account-changed = 客户变更时
decision-cause-contact-changed = 联系人变更时
decision-cause-product-changed = 产品变更时
decision-cause-asset-changed = 资产变更时
decision-cause-type-changed = 类型变更时
decision-cause-channel-changed = 渠道变更时
decision-cause-admitted = 受理时
decision-cause-reopened = 重新打开时

## Events of a ticket

actor-system = Surety
actor-agent = 客服
actor-customer = 客户
actor-contact = 客户
event-created = { $actor } 创建了工单 · { $channel }
event-created-outbound = { $actor } 主动创建了工单 · { $channel }
event-status = { $actor } 将状态设为 { $to }
event-status-reason = { $actor } 将状态设为 { $to }：{ $reason }
event-reopened = { $actor } 重新打开了工单
event-reopened-credit = { $actor } 重新打开了工单，需消耗新的点数
event-priority = { $actor } 将优先级设为 { $to }
event-priority-matrix = 优先级 { $to }，由影响“{ $impact }”×紧急程度“{ $urgency }”得出 · { $actor }
event-assigned = { $actor } 将工单分配给 { $to }
event-unassigned = { $actor } 取消了工单分配
event-team = { $actor } 将工单转给 { $to }
event-team-none = { $actor } 将工单移出团队
event-field = { $actor } 修改了 { $fields }
event-subject-matter = { $actor } 修改了工单所涉的客户或产品
event-promise = 已应用支持计划 { $plan }
event-promise-none = { $actor } 移除了支持计划
event-decided = 权益判定：{ $outcome }
event-credit-consumed = 消耗 { $credits } 点数
event-credit-refunded = 退还 { $credits } 点数：{ $cause }
event-charged = 已生成费用草稿
event-held = 等待审批
event-approved = { $actor } 已批准
event-declined = { $actor } 已拒绝
event-declined-reason = { $actor } 已拒绝：{ $reason }
event-merged = { $actor } 将此工单合并到 { $into }
event-merged-in = { $actor } 将 { $from } 合并到此工单
event-spam = { $actor } 标记为垃圾邮件
event-not-spam = { $actor } 取消了垃圾邮件标记
event-linked = { $actor } 关联了 { $ticket }
event-escalated = { $metric }触发升级：{ $actions }
event-tag-added = { $actor } 添加了标签 { $tag }
event-tag-removed = { $actor } 移除了标签 { $tag }
event-other = { $actor }：{ $kind }
escalation-notify = 已通知
escalation-reassign = 已转派
escalation-raise-priority = 已提升优先级
escalation-tag = 已加标签
field-subject = 主题
field-product = 产品
field-type = 类型
field-asset = 资产
field-account = 客户
field-requester = 请求人
field-impact = 影响范围
field-urgency = 紧急程度
field-channel = 渠道

## New ticket

new-ticket = 新建工单
new-by = 谁提出的
new-by-customer = 客户提出
new-by-agent = 我方主动联系
new-by-customer-text = 用于记录来电或来访：承诺时限从现在起算，如同客户来信。
new-by-agent-text = 客户来信之前不计响应时限。
new-requester = 请求人
new-requester-hint = 联系人姓名或邮箱地址
new-requester-wrong = 请选择联系人或输入邮箱地址
new-subject = 主题
new-text = 问题描述
new-priority-matrix = 未选择时由影响×紧急程度得出
new-create = 创建工单
created-toast = 工单 { $number } 已创建

## Accounts

back-to-accounts = 返回客户列表
accounts-search = 搜索客户
accounts-empty = 还没有客户
accounts-empty-text = 客户即客户机构，可通过 API 创建，或随已知域名的首封邮件产生。
accounts-import = 导入…
accounts-none-match = 请尝试名称的一部分。
account-tab-overview = 概览
account-tab-contracts = 合同
account-tab-contacts = 联系人
account-tab-ledger = 点数流水
account-tab-statement = 对账单
account-tab-tickets = 工单
account-facts = 客户资料
account-domains = 域名
account-segment = 客户等级
account-industry = 行业
account-zone = 时区
account-locale = 语言
account-revenue = 年收入
account-deals = 在谈金额
account-since = 建立时间
account-notes = 备注
account-no-tickets = 还没有工单
account-no-tickets-text = 该客户提交的工单会列在这里。
credits-balance = 点数余额
credits-none = 没有生效中的合同，由默认计划承担。
contracts-empty = 没有合同
contracts-empty-text = 该客户的工单适用默认计划。
contract-number = 编号
contract-term = 期限
contract-children = 覆盖下级客户
contract-suspended = 暂停原因
contract-suspended-until = 恢复日期
contract-covers = 适用范围
contract-covers-all = 该客户的所有请求
contract-covers-only = 仅限 { $what }
periods = 点数周期
period-now = 当前
open-ended = 无固定期限
credits-reserved = 其中 { $credits } 次仅限 { $what }
credits-reserved-until = 其中 { $credits } 次仅限 { $what }，有效至 { $date }
entry-only-for = 仅限 { $what }
statement-reserved = 其中预留 { $credits } 次
all-contracts = 全部合同
contacts-empty = 没有联系人
contacts-empty-text = 该客户的联系人来信后会显示在这里。
ledger-text = 流水只增不改，余额为其总和。
ledger-empty = 没有流水
ledger-empty-text = 点数的发放、使用和退还会列在这里。
entry = 类型
bucket-day = 每天
bucket-week = 每周
bucket-month = 每月
bucket-quarter = 每季度
bucket-half-year = 每半年
bucket-year = 每年
amount = 数额
balance = 余额
when = 时间
period = 周期
statement-at = 截至
statement-csv = 下载 CSV
statement-pdf = 下载 PDF
statement-text = 该日结束时各周期的余额。
statement-empty = 没有对账单
statement-empty-text = 该时点没有生效中的点数合同。
statement-opening = 期初
statement-granted = 增加
statement-overage = 超额 { $credits }
statement-consumed = 使用
statement-refunded = 退还
statement-expired = 过期
statement-closing = 期末
segment-enterprise = 大型企业
segment-mid-market = 中型企业
segment-smb = 小型企业
segment-small = 小型企业
segment-startup = 初创企业
segment-public = 公共部门
segment-strategic = 战略客户

## Suspended mail

suspended-count = { $count ->
    *[other] { $count } 封邮件待处理
    }
suspended-empty = 没有滞留邮件
suspended-empty-text = 无法自动转为工单的邮件会连同原因保留在这里，不会丢失。
unknown-sender = 未知发件人
suspended-reason-unknown = 未记录原因
suspended-reason-bounce = 退信
suspended-reason-auto-reply = 自动回复
suspended-reason-automatic = 自动邮件
suspended-reason-list = 邮件列表
suspended-reason-loop = 邮件循环
suspended-reason-no-sender = 无发件人
suspended-reason-too-many-mails = 同一发件人邮件过多
suspended-reason-no-from = 无发件人
suspended-reason-unparsable = 无法解析
suspended-reason-too-large = 过大
suspended-reason-too-many-parts = 分段过多
suspended-reason-spam = 疑似垃圾邮件
suspended-reason-over-limit = 超出计划限额
suspended-reason-unknown-mailbox = 未知收件箱
suspended-reason-own-address = 由本服务台发出
suspended-reason-failed = 处理失败
admit-as-ticket = 受理为工单
discard = 丢弃
download-raw = 下载原始邮件
mail-admitted = 已受理为工单
mail-discarded = 邮件已丢弃，原因保留在审计日志中
mail-seen = 接收时的识别结果
discard-title = 丢弃此邮件？
discard-text = “{ $subject }”将不会成为工单。

## Approvals

approvals-count = { $count ->
    *[other] { $count } 项待审批
    }
approvals-empty = 没有待审批的请求
approvals-empty-text = 超出计划限额且需审批的请求会显示在这里。
note-optional = 备注（可选）

## Audit log

audit-actor = 操作者
audit-action = 操作
audit-object = 对象
audit-empty = 没有记录
audit-empty-text = 没有符合筛选条件的操作记录。
audit-details-of = { $action } 的详情
audit-verb-created = 已创建
audit-verb-updated = 已修改
audit-verb-changed = 已修改
audit-verb-archived = 已归档
audit-verb-restored = 已恢复
audit-verb-deleted = 已删除
audit-verb-opened = 已创建
audit-verb-merged = 已合并
audit-verb-reopened = 已重新打开
audit-verb-spam = 垃圾邮件标记已变更
audit-verb-admitted = 已受理
audit-verb-declined = 已拒绝
audit-verb-decided-again = 重新判定权益
audit-verb-disabled = 已停用
audit-verb-enabled = 已启用
audit-verb-invited = 已邀请
audit-verb-revoked = 已吊销
audit-verb-ended = 已结束
audit-verb-refused = 登录被拒
audit-verb-second-factor-refused = 验证码被拒
audit-verb-signed-in = 已登录
audit-verb-signed-out = 已退出
audit-verb-password-changed = 密码已修改
audit-verb-password-set = 密码已设置
audit-verb-profile-changed = 资料已修改
audit-verb-second-factor-on = 已开启两步验证
audit-verb-second-factor-off = 已关闭两步验证
audit-verb-credits-adjusted = 点数已调整
audit-verb-topped-up = 点数已加购
audit-verb-refunded = 已退还点数
audit-verb-threshold = 达到提醒阈值
audit-verb-offer = 已提交客户
audit-verb-accept = 已接受
audit-verb-activate = 已生效
audit-verb-suspend = 已暂停
audit-verb-resume = 已恢复
audit-verb-cancel = 已取消
audit-verb-expire = 已到期
audit-verb-draft = 草稿
audit-verb-approved = 已批准
audit-verb-invoiced = 已开票
audit-verb-waived = 已免除
audit-verb-discarded = 已丢弃
audit-verb-priority-matrix-changed = 优先级矩阵已修改
from-date = 从
to-date = 至
object-ticket = 工单
object-account = 客户
object-contact = 联系人
object-contract = 合同
object-credits = 点数
object-charge = 费用
object-plan = 支持计划
object-sla = SLA
object-calendar = 营业时间
object-product = 产品
object-asset = 资产
object-user = 用户
object-agent = 客服
object-role = 角色
object-team = 团队
object-token = API 令牌
object-approval = 审批
object-mail = 邮件
object-view = 视图
object-session = 会话
object-status = 状态
object-ticket-type = 工单类型
object-settings = 设置

## Settings

settings-profile = 个人资料
settings-security = 安全
settings-tokens = API 令牌
settings-you = 您
settings-look = 外观与按键
email-admin = 可由管理员修改。
single-keys = 单键快捷键
single-keys-text = 在文本框之外按字母键即可操作。{ $key } 始终可用。
password = 密码
password-show = 显示密码
password-current = 当前密码
password-new = 新密码
password-rule = 至少 { $min } 个字符，建议使用一句话。
password-change = 修改密码
password-changed = 密码已修改
totp = 两步验证
totp-text = 输入密码后还需输入身份验证器应用中的验证码。
totp-turn-on = 开启两步验证
totp-turn-off = 关闭两步验证
totp-scan = 用身份验证器应用扫描，然后输入显示的验证码。
totp-qr = 身份验证器二维码
totp-by-hand = 或手动输入：
totp-code = 验证码
totp-off-text = 请输入验证码以确认身份。
totp-is-off = 两步验证已关闭
recovery-codes = 恢复代码
recovery-codes-text = 手机不在身边时，每个代码可使用一次。仅此一次显示。
recovery-codes-kept = 我已保存
sessions = 已登录的设备
last-seen = 最近活动
this-device = 本设备
session-end = 退出
session-ended = 该会话已结束
tokens-text = 供程序以您的名义使用，权限不会超过您本人。
tokens-empty = 没有 API 令牌
tokens-empty-text = 创建令牌以使用 REST API。
token-create = 创建令牌
token-once = 请立即复制令牌，仅此一次显示。
token-name-hint = 用途是什么？
token-scopes = 权限范围
token-scopes-text = 仅授予所需权限。
token-lasts = 有效期
token-used = 最近使用
token-expires = 到期
token-revoke = 吊销
token-revoke-named = 吊销“{ $name }”
token-revoke-text = 使用该令牌的程序将立即失去访问权限。
token-revoked = 令牌已吊销
scopes-count = { $count ->
    *[other] { $count } 项权限
    }
days-n = { $count ->
    *[other] { $count } 天
    }

## Sign in and set-up

sign-in = 登录
sign-in-title = 登录 Surety
sign-in-text = 您团队的技术支持服务台。
sign-in-other = 使用其他账号
second-factor-title = 再完成一步
second-factor-text = 请输入身份验证器中的验证码或恢复代码。
setup-title = 设置 Surety
setup-text = 您将成为本服务台的管理员。此链接只能使用一次。
setup-create = 创建管理员
setup-done = 设置完成，请登录。
invite-title = 欢迎使用 Surety
invite-text = 请设置密码以加入服务台。此链接只能使用一次。
invite-save = 设置密码
invite-done = 密码已设置，请登录。
invite-no-token-text = 请完整打开您收到的邀请链接。
setup-no-token = 链接不完整
setup-no-token-text = 请完整打开服务器首次启动时输出的设置链接。

## Keyboard

keys-everywhere = 全局
keys-inbox = 列表中
keys-ticket = 工单中
keys-composer = 书写时
key-palette = 命令面板
key-help = 显示快捷键
key-new-ticket = 新建工单
key-undo = 撤销上次更改
key-go-inbox = 前往收件箱
key-go-accounts = 前往客户
key-go-suspended = 前往滞留邮件
key-go-approvals = 前往审批
key-go-audit = 前往审计日志
key-go-settings = 前往设置
key-next = 下一行
key-previous = 上一行
key-open = 打开工单
key-select = 选择
key-select-range = 选择到此处
key-solve = 解决或重新打开
key-assign = 分配
key-priority = 优先级
key-status = 状态
key-search = 在列表中搜索
key-refresh = 重新加载列表
key-clear = 取消选择
key-next-ticket = 下一张工单
key-previous-ticket = 上一张工单
key-reply = 回复
key-note = 内部备注
key-merge = 合并
key-why = 为何适用此计划
key-matter = 工单所涉内容
key-back = 返回列表
key-send = 发送
key-send-solve = 发送并解决

# 新支持政策的提示及审阅提醒。
policy-banner-label = 新的支持政策
policy-banner = 支持政策第 { $n } 版已发布。
policy-banner-read = 阅读
policy-banner-seen = 我已阅读
notice-policy-review = 请在 { $date } 前重新审阅支持政策
## 人工升级

escalated = 已升级
escalated-only = 是
escalated-level = 已升级，第 { $level } 级
escalated-level-until = 已升级，第 { $level } 级，下次更新期限 { $date }
escalated-to = { $by }已升级给 { $to }，第 { $level } 级，
escalated-nobody = 相关负责人
escalated-by-sla = SLA 步骤
escalated-update-due = 下次更新期限 { $date }
escalated-update-late = 下次更新已于 { $date } 到期
escalated-toast = #{ $number } 已升级
escalate = 升级
escalate-further = 继续升级
escalate-title = 升级 #{ $number }
escalate-path = 需要谁的帮助？
escalate-functional = 能解决问题的人
escalate-functional-text = 工单将移交给上一级支持团队，或您选择的人。
escalate-hierarchical = 有决定权的人
escalate-hierarchical-text = 负责人不变；通知上级经理，每升一级多通知一人。
escalate-next-tier = 上一级：{ $team }
escalate-no-tier = 没有更高级别的团队
escalate-optional = 可选
escalate-person = 人员
escalate-reason-text = 对方首先看到的内容：影响是什么，已尝试过什么。
escalate-until = 下次更新期限
escalate-until-text = 留空则由升级策略按优先级决定。
handback = 取消升级
handback-title = 取消 #{ $number } 的升级
handback-text = 工单仍由当前团队和负责人处理，只是不再处于升级状态。请说明理由。
handback-toast = 已取消升级
key-escalate = 升级
notice-by-hand = 工单 #{ $number } 已升级：{ $subject }
notice-deescalated = 工单 #{ $number } 已取消升级：{ $subject }
notice-update-due = 已升级的工单 #{ $number } 尚未向客户更新进展：{ $subject }
event-by-hand = { $actor } 将其升级给 { $to }：{ $reason }
event-deescalated = { $actor } 取消了升级：{ $reason }
event-update-missed = 承诺于 { $date } 的更新未按时给出

nav-board = SLA 看板
key-go-board = 转到 SLA 看板

## Handoffs
nav-handoffs = 交接
key-handoff = 交接给他人
offered = 待接受
offered-me = 交给我或我的团队
offered-teams = 交给我的团队
offered-any = 全部
bounced = 退回
bounced-n = 退回过 { $count } 次
tickets-of-handoffs = 这些交接的工单
notice-handoff-offered = 工单 #{ $number } 待您接受：{ $subject }
notice-handoff-accepted = 您交接的 #{ $number } 已被接受：{ $subject }
notice-handoff-declined = 您交接的 #{ $number } 被拒绝：{ $subject }
notice-handoff-taken-back = #{ $number } 的交接已撤回：{ $subject }
notice-handoff-timed-out = #{ $number } 的交接无人按时答复：{ $subject }
notice-handoff-superseded = #{ $number } 的交接已结束，工单另有安排：{ $subject }
notice-bounced = 工单 #{ $number } 反复退回：{ $subject }
