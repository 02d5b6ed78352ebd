### Words that the console, the portal and mails share.
### The same ids and variables in every language; a test compares them.

## Statuses: the names of the categories; a desk's own statuses keep their own names

status-new = 新建
status-open = 处理中
status-pending = 等待客户
status-on-hold = 挂起
status-solved = 已解决
status-closed = 已关闭

## Priorities and how they are derived

priority-urgent = 紧急
priority-high = 高
priority-normal = 普通
priority-low = 低
priority-none = 无优先级
level-high = 高
level-medium = 中
level-low = 低

## SLA metrics

metric-first-response = 首次响应
metric-next-response = 下次响应
metric-update = 进展更新
metric-resolution = 解决时限

## Channels

channel-email = 邮件
channel-web = 网页表单
channel-portal = 客户门户
channel-api = API
channel-phone = 电话
channel-chat = 在线聊天
channel-sms = 短信
channel-social = 社交媒体
channel-monitoring = 监控系统
channel-other = 其他

## Entitlement

outcome-covered = 在保
outcome-over-limit = 超出限额
outcome-uncovered = 未在保
limit-block = 已拦截
limit-charge = 已受理并计费
limit-without-sla = 已受理，无 SLA
limit-fallback-sla = 已受理，使用备用 SLA
limit-tolerated = 超限宽限
limit-urgent-accepted = 因紧急受理
limit-ask-approval = 等待审批
admission-admitted = 已受理
admission-held = 等待审批
admission-blocked = 已拦截：点数已用完
contract-state-draft = 草稿
contract-state-awaiting-acceptance = 等待客户接受
contract-state-active = 生效中
contract-state-suspended = 已暂停
contract-state-expired = 已到期
contract-state-cancelled = 已取消
entry-grant = 发放
entry-consume = 使用
entry-refund = 退还
entry-expire = 过期
entry-roll-over = 结转
entry-top-up = 加购
entry-adjust = 调整
entry-overage = 超额
cause-spam = 垃圾邮件
cause-merge = 工单合并
cause-duplicate = 重复工单
cause-own-defect = 我方缺陷
cause-defect = 我方缺陷
cause-wrong-routing = 路由错误
cause-cancelled = 已取消
cause-declined = 已拒绝
cause-created = 工单创建
cause-period = 新周期发放
cause-period-end = 周期结束
cause-reopened = 重新打开
unit-day = { $count ->
     [1] 每天
    *[other] 每 { $count } 天
    }
unit-week = { $count ->
     [1] 每周
    *[other] 每 { $count } 周
    }
unit-month = { $count ->
     [1] 每月
    *[other] 每 { $count } 个月
    }
unit-quarter = { $count ->
     [1] 每季度
    *[other] 每 { $count } 个季度
    }
unit-half-year = { $count ->
     [1] 每半年
    *[other] 每 { $count } 个半年
    }
unit-year = { $count ->
     [1] 每年
    *[other] 每 { $count } 年
    }

## Problems, by the stable code of the API

error-offline = 当前离线。内容没有丢失，请在网络恢复后重试。
error-server = 服务器暂时无法响应，请稍后重试。
error-unexpected = 发生了意外情况，请重试。
error-unauthenticated = 会话已结束，请重新登录。
error-invalid-credentials = 邮箱或密码错误。
error-invalid-code = 验证码错误或已被使用。
error-second-factor-required = 请先输入身份验证器中的验证码。
error-wrong-password = 当前密码不正确。
error-password-too-short = 密码太短。
error-password-too-long = 密码过长。
error-password-too-easy = 该密码容易被猜到，请换一个。
error-totp-enabled = 两步验证已经开启。
error-totp-not-enabled = 两步验证已经关闭。
error-totp-not-started = 请重新开始开启两步验证。
error-forbidden = 您的角色无权执行此操作。
error-not-found = 内容不存在，或您无权查看。
error-stale-version = 在此期间已有人修改。现在显示的是最新内容，请重新修改。
error-if-match-required = 请求未说明所修改的版本。
error-idempotency-key-reused = 该请求已以其他内容发送过，请重试。
error-too-many-requests = 尝试次数过多，请在 { $seconds } 秒后重试。
error-invalid-body = 服务器无法理解该请求。
error-invalid-json = 服务器无法理解该请求。
error-invalid-fields = 部分字段有误。
error-unknown-field = 请求包含服务器不认识的字段。
error-invalid-cursor = 列表已变化，请重新加载。
error-csrf-token-invalid = 会话已变更，请重新加载页面。
error-foreign-origin = 请求并非来自本服务台。
error-pause-reason-missing = 暂停必须说明原因。
error-reason-missing = 此操作必须说明原因。
error-reason-too-long = 原因过长。
error-status-transition-invalid = 工单无法从当前状态变更为该状态。
error-status-not-found = 该状态已不存在。
error-not-solved = 只有已解决或已关闭的工单才能重新打开。
error-already-decided = 已有人处理过此请求。
error-not-waiting = 此工单无需审批。
error-ticket-merged = 工单已合并，请在目标工单中回复。
error-merge-into-itself = 工单不能与自身合并。
error-merge-across-accounts = 不同客户的工单不能合并。
error-assignee-not-found = 该客服已不存在。
error-agent-disabled = 该客服账号已停用。
error-requester-missing = 请填写请求人。
error-requester-invalid = 请求人有误。
error-email-invalid = 邮箱地址有误。
error-subject-empty = 缺少主题。
error-subject-too-long = 主题过长。
error-body-empty = 缺少正文。
error-tag-invalid = 标签只能包含文字、数字和连字符。
error-too-many-tags = 工单的标签已达上限。
error-too-many-attachments = 单条消息的附件过多。
error-too-many-recipients = 收件地址过多。
error-attachment-not-found = 附件已失效，请重新添加。
error-file-too-large = 文件过大。
error-body-too-large = 内容过大，无法发送。
error-mail-not-suspended = 此邮件已被处理。
error-sender-missing = 此邮件没有可回复的发件人。
error-scope-not-held = 令牌权限不能超过您本人。
error-scopes-missing = 请选择令牌权限。
error-invalid-expiry = 有效期有误。
error-too-many-tokens = 令牌过多，请先吊销一个。
error-not-a-session = 仅限在浏览器登录的人员执行。
error-contract-in-force = 合同正在生效。
error-http-413 = 内容过大，无法发送。
error-http-429 = 请求过多，请稍后重试。
error-http-404 = 内容不存在，或您无权查看。
error-http-401 = 会话已结束，请重新登录。
error-http-403 = 您的角色无权执行此操作。
